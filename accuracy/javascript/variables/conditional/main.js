function a() {}
function b() {}
const f = Math.random() > 0.5 ? a : b;
f();
