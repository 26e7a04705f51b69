class A {
  clone() {
    return new this.constructor();
  }

  m() {}
}
new A().clone().m();
