let handler = null;
function a() {}
function register(f) {
  handler = f;
}
function fire() {
  handler();
}
register(a);
fire();
