function Dog() {}
function extend(C) {
  C.prototype.bark = function () {};
}
extend(Dog);
new Dog().bark();
