(function () {
  f();
})();
(() => {
  g();
})();
function f() {}
function g() {}
