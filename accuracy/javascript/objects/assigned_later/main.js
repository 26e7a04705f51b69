function f() {}
const o = {};
o.run = f;
o.run();
