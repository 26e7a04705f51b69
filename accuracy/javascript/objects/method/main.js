const o = {
  m() {
    f();
  },
};
function f() {}
o.m();
