import { odd } from './odd';

export function even(n) {
  return n === 0 || odd(n - 1);
}
