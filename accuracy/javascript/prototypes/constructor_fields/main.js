function Dog(sound) {
  this.sound = sound;
}
Dog.prototype.bark = function () {
  this.sound();
};
function woof() {}
new Dog(woof).bark();
