const api = {
  run() {},
};
export = api;
