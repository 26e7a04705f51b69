function a() {}
function b() {}
function c() {}
let f = a;
try {
  f = b;
  c();
} catch (e) {
  f();
} finally {
  c();
}
