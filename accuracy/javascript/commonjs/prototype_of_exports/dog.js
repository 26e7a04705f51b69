const Animal = require('./animal');
function Dog() {
  Animal.call(this);
}
require('util').inherits(Dog, Animal);
Dog.prototype.bark = function () {
  this.breathe();
};
module.exports = Dog;
