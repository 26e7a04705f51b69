function Button({ onClick, children }) {
  onClick();
  return children();
}
function a() {}
function b() {}
<Button onClick={a}>{b}</Button>;
