function tag(strings, value) {
  value();
}
function f() {}
tag`a${f}b`;
const o = { tag };
o.tag`c${f}`;
