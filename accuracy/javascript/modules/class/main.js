import { B } from './b';

new B().run();
