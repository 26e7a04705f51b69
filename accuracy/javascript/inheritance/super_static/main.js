class A {
  static make() {}
}
class B extends A {
  static make() {
    super.make();
  }
}
B.make();
