function a() {}
const listeners = new Set();
listeners.add(a);
for (const f of listeners) f();
