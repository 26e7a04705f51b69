function f() {}
f();
