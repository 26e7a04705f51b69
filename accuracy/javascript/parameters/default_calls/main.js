function make() {
  return 1;
}
function f(x = make()) {
  return x;
}
f();
