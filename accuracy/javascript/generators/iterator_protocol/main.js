function a() {}
class Range {
  [Symbol.iterator]() {
    return new Cursor();
  }
}
class Cursor {
  next() {
    return { value: a, done: false };
  }
}
for (const f of new Range()) {
  f();
  break;
}
