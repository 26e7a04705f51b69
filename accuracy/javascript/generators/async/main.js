function a() {}
async function* all() {
  yield a;
}
for await (const f of all()) f();
