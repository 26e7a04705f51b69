class A {
  get x() {
    return 1;
  }
}
class B extends A {
  get x() {
    return super.x;
  }
}
new B().x;
