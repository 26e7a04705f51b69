const a = (x) => x;
const b = (x) => x;
const compose = (f, g) => (x) => f(g(x));
const all = [a, b].reduce(compose);
all(1);
