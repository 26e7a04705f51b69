function a() {}
function b() {}
let x = a;
let y = b;
[x, y] = [y, x];
x();
