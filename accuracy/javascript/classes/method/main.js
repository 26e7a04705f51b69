class A {
  m() {}
}
const a = new A();
a.m();
