class Box<T> {
  constructor(private value: T) {}

  get(): T {
    return this.value;
  }
}
class Row {
  show() {}
}
new Box(new Row()).get().show();
