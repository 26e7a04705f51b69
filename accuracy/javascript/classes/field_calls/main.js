function make() {
  return 1;
}
class A {
  x = make();
}
class B {
  x = make();

  constructor() {
    this.y = 1;
  }
}
new A();
new B();
