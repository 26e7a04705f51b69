function f() {
  arguments[1]();
}
function a() {}
function b() {}
f(a, b);
