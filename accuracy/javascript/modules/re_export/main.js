import { f, renamed, Whole } from './index';

f();
renamed();
Whole.g();
