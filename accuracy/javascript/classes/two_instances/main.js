class Dog {
  speak() {}
}
class Cat {
  speak() {}
}
const animals = [new Dog(), new Cat()];
for (const animal of animals) animal.speak();
const dog = animals[0];
dog.speak();
