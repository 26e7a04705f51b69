function a() {}
function b() {}
function choose(x) {
  if (x) return a;
  return b;
}
choose(process.argv.length > 2)();
