const A = class {
  m() {}
};
new A().m();
new (class {
  n() {}
})().n();
