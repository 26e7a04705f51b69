function f() {}
f.helper = function () {
  f();
};
f.helper();
