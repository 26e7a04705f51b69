interface Store {
  load(): void;
}
class Memory implements Store {
  load() {}
}
class Disk implements Store {
  load() {}
}
export function show(store: Store) {
  store.load();
}
