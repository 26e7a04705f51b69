function f() {}
const g = await Promise.resolve(f);
g();
