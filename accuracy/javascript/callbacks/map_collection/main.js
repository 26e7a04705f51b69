function a() {}
function b() {}
const table = new Map([['x', a]]);
table.set('y', b);
table.get('y')();
