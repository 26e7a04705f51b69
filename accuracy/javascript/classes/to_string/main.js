class Name {
  toString() {
    return 'x';
  }
}
const name = new Name();
`${name}`;
