function a() {}
const all = [];
all.push(a);
all[0]();
all.pop()();
