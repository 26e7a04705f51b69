function f() {}
function g() {}
const o = { 'a b': f, c: g };
o['a b']();
