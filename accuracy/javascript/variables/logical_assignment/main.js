function a() {}
function b() {}
let f;
f ??= a;
f();
let g = null;
g ||= b;
g();
