function a() {}
function f(given) {
  const run = given ?? a;
  run();
}
f();
