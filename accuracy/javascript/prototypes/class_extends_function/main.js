function Animal() {}
Animal.prototype.breathe = function () {};
class Dog extends Animal {
  constructor() {
    super();
  }
}
new Dog().breathe();
