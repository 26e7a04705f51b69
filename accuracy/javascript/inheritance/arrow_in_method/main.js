class A {
  items = [1];

  run() {
    this.items.forEach(() => this.step());
  }

  step() {}
}
class B extends A {
  run() {
    [1].map(() => super.run());
  }
}
new B().run();
