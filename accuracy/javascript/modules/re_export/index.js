export { f, g as renamed } from './lib';
export * as Whole from './lib';
