function f() {}
const g = f.bind(null);
g();
f.call(null);
f.apply(null, []);
