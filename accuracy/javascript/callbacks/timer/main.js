function tick(f) {
  f();
}
function a() {}
setTimeout(tick, 10, a);
setInterval(() => a(), 10);
