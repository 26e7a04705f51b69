import type { SyntaxNode } from '../../oxc/node';
import type { Argument } from '../builder';

/** An argument as it is written. */
export interface CallArgument extends Argument {
  /** The syntax of the value. */
  readonly at: SyntaxNode;
}
