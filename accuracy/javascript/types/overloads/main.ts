class A {
  m(x: string): void;
  m(x: number): void;
  m(x: unknown) {
    f(x);
  }
}
function f(x: string): void;
function f(x: unknown): void;
function f(x: unknown) {}
new A().m(1);
