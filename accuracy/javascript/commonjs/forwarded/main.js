const { f } = require('.');
f();
