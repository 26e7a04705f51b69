function a() {}
function b() {}
const rows = [[a], [b]];
rows[0][0]();
