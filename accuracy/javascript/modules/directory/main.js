import { f } from './lib';
import { g } from './lib/deep/g';

f();
g();
