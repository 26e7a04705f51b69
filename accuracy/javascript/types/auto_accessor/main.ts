class A {
  accessor handler = f;

  run() {
    this.handler();
  }
}
function f() {}
new A().run();
