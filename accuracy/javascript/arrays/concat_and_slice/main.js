function a() {}
function b() {}
const all = [a].concat([b]).slice(0);
all.forEach((f) => f());
