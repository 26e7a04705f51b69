import { even } from './even';

even(4);
