import type { FlowBuilder } from './builder';
import { MAX_FLOW_DEPTH } from './limits';

/** How deep the syntax that is being read is nested. */
export class DepthLimit {
  #depth = 0;
  #exceeded = false;

  /** Runs `read` unless the syntax is nested deeper than the limit; what is below it has no facts. */
  nested<T>(read: () => T, otherwise: () => T): T {
    if (this.#depth >= MAX_FLOW_DEPTH) {
      this.#exceeded = true;
      return otherwise();
    }
    this.#depth++;
    try {
      return read();
    } finally {
      this.#depth--;
    }
  }

  /** Says so in `flow` if something was nested deeper than is followed. */
  report(flow: FlowBuilder): void {
    if (this.#exceeded) flow.fail('too_deep', 'nested too deep to be followed');
  }
}
