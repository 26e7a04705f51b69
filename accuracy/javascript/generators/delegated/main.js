function a() {}
function* inner() {
  yield a;
}
function* outer() {
  yield* inner();
}
const [f] = outer();
f();
