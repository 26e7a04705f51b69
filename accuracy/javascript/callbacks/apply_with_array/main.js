function f(x) {
  x();
}
function a() {}
f.apply(null, [a]);
