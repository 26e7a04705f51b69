function f() {}
const o = Object.assign({}, { run: f });
o.run();
