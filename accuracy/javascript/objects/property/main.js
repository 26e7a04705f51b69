function f() {}
const o = { run: f };
o.run();
