/** Runs scope analysis over a program and numbers the scopes. */
import type * as ScopeManager from '@typescript-eslint/scope-manager';
import type { SyntaxNode } from '../../oxc/node';
import type { Program } from '../../oxc/parse';

export type Scope = ScopeManager.Scope;

/** Loaded for the first program: it takes longer to load than many a project to analyse. */
let scopeManager: typeof ScopeManager | undefined;

/**
 * Levels of syntax that the analysis, which recurses, is trusted with. The main thread's stack, a quarter of a worker's,
 * is good for at least 4,000 of any kind.
 */
export const MAX_SCOPE_DEPTH = 1_000;

/** A scope with its number; 0 is the module. */
export interface Block {
  readonly id: number;
  readonly scope: Scope;
  readonly parent: Block | null;
}

export interface Analysis {
  /** Parents before children, siblings in the order of the source. */
  readonly blocks: readonly Block[];
  readonly blockOf: ReadonlyMap<Scope, Block>;
}

/** The scopes of a program. Those of an ES module begin with the module: there is nothing in the scope around it. */
export function analyzeScopes(program: Program): Analysis {
  for (const node of program.flat.nodes) (node as { range?: readonly number[] }).range = [node.start, node.end];
  scopeManager ??= require('@typescript-eslint/scope-manager') as typeof ScopeManager;
  const manager = scopeManager.analyze(program.flat.nodes[0] as never, {
    sourceType: program.sourceType === 'module' ? 'module' : 'script',
    // Neither names of the compiler's libraries nor a JSX factory that no source mentions.
    lib: [],
    jsxPragma: null,
  });
  const top = manager.globalScope?.childScopes.find((scope) => scope.type === 'module') ?? manager.globalScope;
  const blocks: Block[] = [];
  const blockOf = new Map<Scope, Block>();
  const todo: { readonly scope: Scope; readonly parent: Block | null }[] = top ? [{ scope: top, parent: null }] : [];
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    const block = { id: blocks.length, ...next };
    blocks.push(block);
    blockOf.set(block.scope, block);
    const inside = [...block.scope.childScopes].sort(
      (a, b) => nodeOf(a).start - nodeOf(b).start || nodeOf(b).end - nodeOf(a).end,
    );
    for (const scope of inside.reverse()) todo.push({ scope, parent: block });
  }
  return { blocks, blockOf };
}

/** The node that opens a scope. */
export const nodeOf = (scope: Scope): SyntaxNode => scope.block as unknown as SyntaxNode;
