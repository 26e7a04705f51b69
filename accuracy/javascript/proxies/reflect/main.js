class A {
  constructor(f) {
    f();
  }
}
function f() {}
Reflect.construct(A, [f]);
Reflect.apply(f, null, []);
Reflect.get({ f }, 'f')();
