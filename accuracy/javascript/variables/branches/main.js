function a() {}
function b() {}
function c() {}
let f = c;
if (Math.random() > 0.5) {
  f = a;
} else {
  f = b;
}
f();
