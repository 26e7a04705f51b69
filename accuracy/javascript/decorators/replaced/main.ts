function wrap(f: Function) {
  return function (this: unknown) {
    return f.call(this);
  };
}
class A {
  @wrap run() {}
}
new A().run();
