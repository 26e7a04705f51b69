function f(x) {
  return () => x;
}
[1, 2].map(f)[0]();
