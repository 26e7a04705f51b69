export function f() {}
export const g = () => {};
