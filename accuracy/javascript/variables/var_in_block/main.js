function a() {}
if (true) {
  var f = a;
}
f();
