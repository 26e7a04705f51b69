import { f, own } from './index';

f();
own();
