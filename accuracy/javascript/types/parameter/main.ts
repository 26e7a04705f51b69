class Store {
  load() {}
}
export function show(store: Store) {
  store.load();
}
