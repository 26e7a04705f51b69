function f() {}
function g() {}
const o = { a: f, b: g };
function call(name) {
  o[name]();
}
call('b');
