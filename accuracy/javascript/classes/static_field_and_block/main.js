function make() {
  return 1;
}
class A {
  static x = make();

  static {
    A.setUp();
  }

  static setUp() {}
}
