class A {
  constructor() {
    this.init();
  }

  init() {}
}
new A();
