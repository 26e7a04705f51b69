import { App } from './view';
import { g } from './tools';

App();
g();
