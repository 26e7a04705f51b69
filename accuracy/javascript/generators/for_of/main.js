function a() {}
function b() {}
function* all() {
  yield a;
  yield b;
}
for (const f of all()) f();
