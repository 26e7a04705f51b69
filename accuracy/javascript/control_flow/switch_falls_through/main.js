function a() {}
function b() {}
let f = a;
switch (process.argv.length) {
  case 1:
    f = b;
  case 2:
    f();
}
