function f(x, y) {
  y();
}
function a() {}
function b() {}
f.call(null, a, b);
