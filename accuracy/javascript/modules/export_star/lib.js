export function f() {}
export function own() {}
