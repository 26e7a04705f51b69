function f() {}
const p = new Promise((resolve, reject) => {
  setTimeout(() => resolve(f), 10);
});
p.then((g) => g());
