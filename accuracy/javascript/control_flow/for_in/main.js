const o = {
  a() {},
  b() {},
};
for (const key in o) o[key]();
