function a() {}
function b() {}
function c() {}
const [x, , ...others] = [a, b, c];
x();
others[0]();
