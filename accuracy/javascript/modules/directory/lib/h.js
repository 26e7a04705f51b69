export const h = () => {};
