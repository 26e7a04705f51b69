async function load() {
  return { show() {} };
}
load()
  .then((x) => x.show())
  .catch(onError)
  .finally(() => done());
function onError() {}
function done() {}
