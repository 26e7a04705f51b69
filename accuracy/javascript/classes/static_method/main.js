class A {
  static create() {
    return new this();
  }

  m() {}
}
A.create().m();
