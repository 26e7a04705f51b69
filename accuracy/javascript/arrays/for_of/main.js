function a() {}
function b() {}
for (const f of [a, b]) {
  f();
}
