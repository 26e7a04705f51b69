function f() {}
function g() {}
const a = { run: f };
const b = { run: g };
b.run();
