const o = {
  run() {
    f();
  },
};
function f() {}
const { run } = o;
run();
