const run = require('./run');
run();
