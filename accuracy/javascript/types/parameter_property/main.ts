class Engine {
  start() {}
}
class Car {
  constructor(private readonly engine: Engine) {}

  drive() {
    this.engine.start();
  }
}
new Car(new Engine()).drive();
