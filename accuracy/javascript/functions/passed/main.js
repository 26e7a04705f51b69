function run(callback) {
  callback();
}
function f() {}
function g() {}
run(f);
run(() => g());
