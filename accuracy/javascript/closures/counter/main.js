function counter(step) {
  let next = step;
  return {
    advance() {
      next();
    },
    change(other) {
      next = other;
    },
  };
}
function a() {}
function b() {}
const c = counter(a);
c.change(b);
c.advance();
