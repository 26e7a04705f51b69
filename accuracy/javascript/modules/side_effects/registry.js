const all = [];
export function register(f) {
  all.push(f);
}
export function run() {
  all.forEach((f) => f());
}
