function f() {}
const o = { f };
o.f();
