function a() {}
function b() {}
const some = [a];
const all = [...some, b];
for (const f of all) f();
