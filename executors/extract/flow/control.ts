/** Control flow that all languages share, over the environment of a frame. */
import type { FlowNode } from './builder';
import { Environment } from './environment';
import type { Frame } from './frame';

/** Runs each branch from the same point; afterwards any of them may have run. */
export function branches(frame: Frame, ways: readonly (() => void)[]): void {
  const before = frame.env.copy();
  const ends = ways.map((way) => {
    frame.env = before.copy();
    way();
    return frame.env;
  });
  frame.env = Environment.join(ends, frame.flow);
}

export interface LoopOptions {
  readonly labels?: readonly string[];
  /** Whether only a `break` ends it. */
  readonly isEndless?: boolean;
}

/** Runs `body`, which assigns `names`, any number of times; `otherwise` runs when it was not left by a break. */
export function loop(
  frame: Frame,
  names: Iterable<string>,
  body: () => void,
  otherwise: () => void = () => {},
  { labels = [], isEndless = false }: LoopOptions = {},
): void {
  const { flow } = frame;
  frame.env.forgetFields();
  const entries = new Map<string, FlowNode>();
  if (!frame.env.isDead) {
    for (const name of names) {
      const entry = flow.node();
      const before = frame.env.get(name);
      if (before !== undefined) flow.assign(before, entry);
      frame.env.set(name, entry);
      entries.set(name, entry);
    }
  }
  const head = frame.env.copy();
  const breaks: Environment[] = [];
  const continues: Environment[] = [];
  frame.loops.push({ breaks, continues, labels, isDefault: true });
  body();
  frame.loops.pop();
  const end = Environment.join([frame.env, ...continues], flow);
  for (const [name, entry] of entries) {
    const after = end.get(name);
    if (after !== undefined) flow.assign(after, entry);
  }
  frame.env = head;
  frame.env.forgetFields();
  if (isEndless) frame.env.kill();
  otherwise();
  frame.env = Environment.join([frame.env, ...breaks], flow);
}

/** Runs `body`; each of `handlers` may run from any point of it; `last` runs however it ends. */
export function attempt(
  frame: Frame,
  body: () => void,
  handlers: readonly (() => void)[],
  otherwise: () => void,
  last: () => void,
): void {
  const { flow } = frame;
  const before = frame.env.copy();
  const recorder = new Map<string, FlowNode[]>();
  frame.recorders.push(recorder);
  body();
  frame.recorders.pop();
  const interrupted = before.copy();
  interrupted.forgetFields();
  for (const [name, nodes] of recorder) {
    const known = before.get(name);
    interrupted.set(name, flow.union(known === undefined ? nodes : [known, ...nodes]));
  }
  otherwise();
  const ends = [frame.env];
  for (const handler of handlers) {
    frame.env = interrupted.copy();
    handler();
    ends.push(frame.env);
  }
  const joined = Environment.join(ends, flow);
  if (!joined.isDead) {
    frame.env = joined;
    last();
    return;
  }
  frame.env = interrupted;
  last();
  frame.env.kill();
}

/** Runs `body` once; it may be left by a `break`, one that names a label unless `isDefault`. */
export function breakable(frame: Frame, labels: readonly string[], isDefault: boolean, body: () => void): void {
  const breaks: Environment[] = [];
  frame.loops.push({ breaks, continues: null, labels, isDefault });
  body();
  frame.loops.pop();
  frame.env = Environment.join([frame.env, ...breaks], frame.flow);
}

/** The loop with the label, or the innermost, goes on from here. */
export function leaveLoop(frame: Frame, by: 'breaks' | 'continues', label: string | null = null): void {
  const exits = frame.loops.findLast(({ continues, labels, isDefault }) => {
    if (label !== null) return labels.includes(label);
    return by === 'breaks' ? isDefault : continues !== null;
  });
  exits?.[by]?.push(frame.env.copy());
  frame.env.kill();
}
