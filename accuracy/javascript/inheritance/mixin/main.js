class Base {}
const Walks = (Super) =>
  class extends Super {
    walk() {}
  };
class Dog extends Walks(Base) {}
new Dog().walk();
