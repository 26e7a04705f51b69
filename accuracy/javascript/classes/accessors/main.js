class A {
  get size() {
    return measure();
  }

  set size(value) {
    check(value);
  }
}
function measure() {}
function check() {}
const a = new A();
a.size;
a.size = 2;
