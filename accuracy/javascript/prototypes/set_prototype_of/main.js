function Animal() {}
Animal.prototype.breathe = function () {};
function Dog() {}
Object.setPrototypeOf(Dog.prototype, Animal.prototype);
new Dog().breathe();
