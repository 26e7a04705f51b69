async function make() {
  return f;
}
function f() {}
async function run() {
  const g = await make();
  g();
}
run();
