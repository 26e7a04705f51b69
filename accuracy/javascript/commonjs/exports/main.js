const { f } = require('./lib');
const lib = require('./lib.js');

f();
lib.g();
