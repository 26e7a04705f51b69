class A {
  constructor() {
    new.target.check();
  }

  static check() {}
}
new A();
