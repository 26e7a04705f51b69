function f({ onDone, options: { onError } }, [first]) {
  onDone();
  onError();
  first();
}
function a() {}
function b() {}
function c() {}
f({ onDone: a, options: { onError: b } }, [c]);
