import { register } from './registry';

register(function plugin() {});
