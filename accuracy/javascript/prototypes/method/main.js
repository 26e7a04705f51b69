function Dog() {}
Dog.prototype.bark = function () {
  this.breathe();
};
Dog.prototype.breathe = function () {};
new Dog().bark();
