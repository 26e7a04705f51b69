function a() {}
function b() {}
const all = [a, b];
all[1]();
