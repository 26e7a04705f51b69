import { f, g as h } from './lib.mjs';

f();
h();
