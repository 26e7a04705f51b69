function a() {}
function b() {}
let f = a;
f();
f = b;
(() => 0)();
