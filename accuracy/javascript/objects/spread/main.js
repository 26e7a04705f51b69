function f() {}
function g() {}
const base = { a: f, b: f };
const o = { ...base, b: g };
o.a();
o.b();
