import type { Store } from './store';

export function show(store: Store) {
  store.load();
}
