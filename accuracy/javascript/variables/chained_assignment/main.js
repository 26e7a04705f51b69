function a() {}
let x;
let y;
x = y = a;
x();
y();
