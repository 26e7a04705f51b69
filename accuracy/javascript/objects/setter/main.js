const o = {
  set handler(f) {
    f();
  },
};
function a() {}
o.handler = a;
