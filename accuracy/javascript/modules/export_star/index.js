export * from './lib';
export function own() {}
