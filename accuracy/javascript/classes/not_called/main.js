class A {
  run() {
    this.helper();
  }

  helper() {}
}
export default A;
