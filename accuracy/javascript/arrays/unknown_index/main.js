function a() {}
function b() {}
const all = [a, b];
all[Math.floor(Math.random() * 2)]();
