const NAME = 'go';
class A {
  [NAME]() {}

  ['stop']() {}
}
const a = new A();
a.go();
a.stop();
