const o = {};
function f() {}
Object.defineProperty(o, 'run', { value: f });
Object.defineProperty(o, 'size', {
  get() {
    return 1;
  },
});
o.run();
o.size;
