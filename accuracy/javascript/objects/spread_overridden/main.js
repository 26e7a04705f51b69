function f() {}
function g() {}
const base = { run: f };
const o = { ...base, run: g };
o.run();
