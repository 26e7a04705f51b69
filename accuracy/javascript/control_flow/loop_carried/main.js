function a() {}
function b() {}
let f = a;
for (let i = 0; i < 2; i++) {
  f();
  f = b;
}
