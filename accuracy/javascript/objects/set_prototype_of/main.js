const base = {
  hello() {},
};
const o = {};
Object.setPrototypeOf(o, base);
o.hello();
