function f(x, y) {
  y();
}
function a() {}
function b() {}
f(a, ...[b]);
