function a() {}
function* take() {
  const f = yield;
  f();
}
const it = take();
it.next();
it.next(a);
