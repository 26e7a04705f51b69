import lib, { f } from './lib.cjs';

f();
lib.g();
