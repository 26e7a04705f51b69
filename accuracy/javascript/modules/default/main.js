import run from './lib.js';

run();
