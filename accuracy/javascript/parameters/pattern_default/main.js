function f({ log = quiet, done } = {}) {
  log();
  done();
}
function quiet() {}
function a() {}
f({ done: a });
