class Failure extends Error {
  report() {}
}
try {
  throw new Failure();
} catch (e) {
  e.report();
}
