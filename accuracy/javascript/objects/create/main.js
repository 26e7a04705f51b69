const base = {
  a() {
    this.b();
  },
};
const o = Object.create(base);
o.b = function () {};
o.a();
