function g() {}
export { g as 'a name' };
