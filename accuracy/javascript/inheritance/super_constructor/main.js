class A {
  constructor(x) {
    x();
  }
}
class B extends A {
  constructor() {
    super(f);
  }
}
function f() {}
new B();
