function f(callback) {
  callback();
}
function a() {}
const g = f.bind(null, a);
g();
