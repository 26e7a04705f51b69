const o = {
  a() {
    this.b();
  },
  b() {},
};
o.a();
