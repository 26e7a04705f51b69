import lib = require('./lib');

lib.run();
