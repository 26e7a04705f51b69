function Animal() {}
Animal.prototype.breathe = function () {};
module.exports = Animal;
