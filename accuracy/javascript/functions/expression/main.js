const f = function () {
  g();
};
const g = function named() {};
f();
