class A {
  static m() {}
}
class B {
  m() {}
}
function call(x) {
  x.m();
}
call(A);
call(new B());
