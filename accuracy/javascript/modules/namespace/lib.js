export function f() {}
export default function g() {}
