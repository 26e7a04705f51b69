import { f } from './lib.js';

f();
