function f() {}
let g = f;
g = function () {};
export { f as run, g as stop };
