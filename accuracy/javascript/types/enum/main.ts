enum Kind {
  A,
  B = make(),
}
function make() {
  return 1;
}
const table = { [Kind.A]: a };
function a() {}
table[Kind.A]();
