function f(x, y) {
  x();
}
function a() {}
function b() {}
f(a, b);
