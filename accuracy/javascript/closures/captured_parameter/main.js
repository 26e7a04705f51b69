function wrap(f) {
  return () => f();
}
function a() {}
wrap(a)();
