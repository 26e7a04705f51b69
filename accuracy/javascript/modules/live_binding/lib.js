export let current = function first() {};
export function use() {
  current = second;
}
function second() {}
