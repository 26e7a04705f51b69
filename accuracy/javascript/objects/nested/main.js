function f() {}
const o = { a: { b: { run: f } } };
o.a.b.run();
