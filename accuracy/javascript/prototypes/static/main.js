function Dog() {}
Dog.create = function () {
  return new this();
};
Dog.prototype.bark = function () {};
Dog.create().bark();
