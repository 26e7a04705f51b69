class Dog {
  bark() {}
}
module.exports = Dog;
