export default class A {
  run() {
    this.step();
  }
}
