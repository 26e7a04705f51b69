class Engine {
  start() {}
}
class Car {
  constructor(engine) {
    this.engine = engine;
  }

  drive() {
    this.engine.start();
  }
}
new Car(new Engine()).drive();
