function a() {}
class A {
  handler = a;

  run() {
    this.handler();
  }
}
new A().run();
