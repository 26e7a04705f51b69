class A {
  handle = () => {
    this.log();
  };

  log() {}
}
const { handle } = new A();
handle();
