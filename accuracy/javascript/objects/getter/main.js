const o = {
  get value() {
    return f;
  },
};
function f() {}
o.value();
