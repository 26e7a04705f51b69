function a() {}
function b() {}
function run() {
  let f = a;
  {
    let f = b;
    f();
  }
  return f;
}
run();
