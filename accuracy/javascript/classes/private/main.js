class A {
  #secret() {}

  #field = () => this.#secret();

  run() {
    this.#secret();
    this.#field();
  }
}
new A().run();
