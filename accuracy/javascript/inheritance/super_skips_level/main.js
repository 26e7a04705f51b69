class A {
  m() {}
}
class B extends A {}
class C extends B {
  m() {
    super.m();
  }
}
new C().m();
