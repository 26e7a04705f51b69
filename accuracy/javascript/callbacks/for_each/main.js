function a() {}
function b() {}
[a, b].forEach(function (f) {
  f();
});
