import { f } from '@app/f';
import { g } from 'tools';

f();
g();
