function f(x, y) {
  x();
  y();
}
function a() {}
function b() {}
const both = [a, b];
f(...both);
