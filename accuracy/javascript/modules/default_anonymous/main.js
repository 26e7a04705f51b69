import make from './make.js';
import Thing from './thing.js';

make();
new Thing().m();
