class A {
  m() {}
}
function make(C) {
  return new C();
}
make(A).m();
