function a() {}
function b() {}
const f = (a(), b);
f();
