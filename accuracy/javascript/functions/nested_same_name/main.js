function f() {
  function g() {}
  g();
}
function g() {
  function f() {}
  f();
}
f();
g();
