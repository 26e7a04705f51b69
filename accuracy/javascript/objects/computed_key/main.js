const KEY = 'run';
function f() {}
function g() {}
const o = { [KEY]: f, other: g };
o.run();
o[KEY]();
