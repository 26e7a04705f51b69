class Base {
  run() {
    this.step();
  }

  step() {}
}
class Derived extends Base {
  step() {}
}
new Derived().run();
