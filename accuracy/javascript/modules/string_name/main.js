import { 'a name' as f } from './lib';

f();
