abstract class Base {
  run() {
    this.step();
  }

  abstract step(): void;
}
class Derived extends Base {
  step() {}
}
const base: Base = new Derived();
base.run();
