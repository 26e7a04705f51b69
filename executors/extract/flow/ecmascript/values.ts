/** What loops, spreads and destructuring take out of values. */
import type { SyntaxNode } from '../../oxc/node';
import { ANY_ELEMENT, attribute, type FlowNode, UNKNOWN_KEY } from '../builder';
import type { Reader } from './reader';

/** What `for (of)` takes out of `value`: elements of arrays, and what the methods of an iterator give. */
export function iterate(reader: Reader, value: FlowNode, at: SyntaxNode): FlowNode {
  const item = elements(reader, value, at);
  iterator(reader, value, at, item);
  return item;
}

/** What the iterator of `value` gives, into `item`. */
export function iterator(reader: Reader, value: FlowNode, at: SyntaxNode, item: FlowNode): void {
  const { flow } = reader;
  const site = reader.site(at);
  const made = flow.callMethod('iterate', value, '[Symbol.iterator]', [], site);
  const step = flow.callMethod('iterate', made, 'next', [], site);
  flow.load(step, attribute('value'), site, { into: item });
  // The iterator may be a generator.
  flow.load(made, { field: ANY_ELEMENT }, site, { into: item });
}

/** Any element of an array, or any property of an object. */
export function elements(reader: Reader, value: FlowNode, at: SyntaxNode): FlowNode {
  return reader.flow.load(value, { field: ANY_ELEMENT }, reader.site(at));
}

/** A new array of unknown length whose elements are `item`. */
export function arrayOf({ flow, known }: Reader, item: FlowNode, kind = 'list'): FlowNode {
  const made = flow.value(kind);
  flow.store(made, { field: UNKNOWN_KEY }, item);
  known.builtins.set(made, 'Array');
  return made;
}
