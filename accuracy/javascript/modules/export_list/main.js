import { run, stop } from './lib';

run();
stop();
