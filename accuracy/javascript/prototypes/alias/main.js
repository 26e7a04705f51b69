function Dog() {}
const proto = Dog.prototype;
proto.bark = function () {};
new Dog().bark();
