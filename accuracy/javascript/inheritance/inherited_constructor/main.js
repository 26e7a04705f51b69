class A {
  constructor() {
    f();
  }
}
class B extends A {}
function f() {}
new B();
