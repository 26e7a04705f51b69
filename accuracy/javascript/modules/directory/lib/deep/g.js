import { h } from '../h';

export function g() {
  h();
}
