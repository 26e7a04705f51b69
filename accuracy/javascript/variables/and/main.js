function a() {}
function f(isOn) {
  isOn && a();
  const g = isOn && a;
  if (g) g();
}
f(true);
