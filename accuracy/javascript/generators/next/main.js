function a() {}
function* one() {
  yield a;
}
const step = one().next();
step.value();
