function a() {}
function b() {}
const later = [];
for (const f of [a, b]) {
  later.push(() => f());
}
later[0]();
