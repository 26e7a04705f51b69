function Animal() {}
Animal.prototype.breathe = function () {};
Animal.prototype.speak = function () {};
function Dog() {
  Animal.call(this);
}
Dog.prototype = Object.create(Animal.prototype);
Dog.prototype.constructor = Dog;
Dog.prototype.speak = function () {
  woof();
};
function woof() {}
const dog = new Dog();
dog.breathe();
dog.speak();
