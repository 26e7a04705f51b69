function a() {}
function b() {}
function c() {}
let f = a;
outer: for (;;) {
  for (;;) {
    f = b;
    break outer;
  }
  f = c;
}
f();
