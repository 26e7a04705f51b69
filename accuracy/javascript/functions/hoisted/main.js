early();

function early() {
  return inner();

  function inner() {}
}
