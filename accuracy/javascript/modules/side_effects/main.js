import './register';
import { run } from './registry';

run();
