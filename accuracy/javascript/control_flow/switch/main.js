function a() {}
function b() {}
function c() {}
let f = c;
switch (process.argv.length) {
  case 1:
    f = a;
    break;
  default:
    f = b;
}
f();
