function log(value: any, context: any) {
  return value;
}
class A {
  @log x = 1;

  @log run() {}
}
new A().run();
