class A {
  static get instance() {
    return new A();
  }

  run() {}
}
A.instance.run();
