function make() {
  return function () {
    f();
  };
}
function f() {}
make()();
const g = make();
g();
