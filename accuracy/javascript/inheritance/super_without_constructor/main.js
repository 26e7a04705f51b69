class A {}
class B extends A {
  constructor() {
    super();
  }
}
new B();
