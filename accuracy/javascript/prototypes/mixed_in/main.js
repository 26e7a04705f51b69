class Dog {}
const walking = {
  walk() {},
};
Object.assign(Dog.prototype, walking);
new Dog().walk();
