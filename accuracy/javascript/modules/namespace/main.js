import * as lib from './lib.js';

lib.f();
lib.default();
