function load() {
  return require('./lib').f();
}
load();
