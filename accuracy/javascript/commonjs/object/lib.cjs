function f() {}
module.exports = {
  f,
  g() {
    this.f();
  },
};
