const base = {
  hello() {},
};
const o = {
  __proto__: base,
  hello2() {
    super.hello();
  },
};
o.hello2();
