class A {
  m() {}
}
class B extends A {
  m() {}
}
new B().m();
