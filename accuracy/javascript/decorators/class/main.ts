function sealed(target: Function) {}
function named(name: string) {
  return (target: Function) => {};
}
@sealed
@named('x')
class A {}
new A();
