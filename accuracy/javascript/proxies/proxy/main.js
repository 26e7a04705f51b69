class A {
  m() {}
}
const p = new Proxy(new A(), {});
p.m();
