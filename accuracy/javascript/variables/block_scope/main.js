function a() {}
function b() {}
const f = a;
{
  const f = b;
  f();
}
f();
