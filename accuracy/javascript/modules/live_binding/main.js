import { current, use } from './lib';

use();
current();
