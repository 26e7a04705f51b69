import { g } from './deep/g.js';

export function f() {
  g();
}
