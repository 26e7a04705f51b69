class A {
  m() {}
}
class B extends A {}
new B().m();
