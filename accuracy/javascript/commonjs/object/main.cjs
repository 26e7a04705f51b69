const lib = require('./lib.cjs');
lib.f();
lib.g();
