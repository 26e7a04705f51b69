function a() {}
function b() {}
function f(x) {
  let g = a;
  if (!x) {
    g = b;
    throw new Error('no');
  }
  g();
}
f(1);
