export function each(callback) {
  callback();
}
