interface Store {
  load(): void;
}
class Memory implements Store {
  load() {}
}
class Disk implements Store {
  load() {}
}
function show(store: Store) {
  store.load();
}
show(new Disk());
