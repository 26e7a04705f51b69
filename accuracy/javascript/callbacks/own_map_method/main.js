class Box {
  constructor(value) {
    this.value = value;
  }

  map(f) {
    return new Box(f(this.value));
  }
}
const g = (x) => x;
new Box(1).map(g);
