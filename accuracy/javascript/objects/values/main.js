function f() {}
function g() {}
const o = { f, g };
for (const run of Object.values(o)) run();
for (const [, run] of Object.entries(o)) run();
