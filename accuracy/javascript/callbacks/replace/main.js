'abc'.replace(/b/, (c) => upper(c));
function upper(c) {
  return c;
}
