function fallback() {}
function f(callback = fallback) {
  callback();
}
f();
