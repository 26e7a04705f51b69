const Dog = require('./dog');
new Dog().bark();
