function Dog() {}
Dog.prototype = {
  bark() {
    this.breathe();
  },
  breathe() {},
};
new Dog().bark();
