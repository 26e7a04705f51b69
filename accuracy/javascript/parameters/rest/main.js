function f(first, ...others) {
  others[0]();
}
function a() {}
function b() {}
f(a, b);
