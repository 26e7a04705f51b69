class A {
  static create() {
    return new this();
  }
}
class B extends A {
  m() {}
}
B.create().m();
