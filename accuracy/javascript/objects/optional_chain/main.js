const o = {
  a: {
    run() {},
  },
};
o?.a?.run?.();
