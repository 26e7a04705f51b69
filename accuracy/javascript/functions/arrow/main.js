const twice = (x) => add(x, x);
const add = (a, b) => a + b;
twice(2);
