/** Once per run: the small fixture, built with what tests of how cpg and Nx work together need, and no more. */
import type { TestProject } from 'vitest/node';
import { Workspace } from './workspace';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Root of a workspace that is initialised, committed and built. */
    leanWorkspace: string;
  }
}

/** Starting CPython for a few files takes longer than all else that these tests do. */
export const LEAN = `import { defineConfig } from 'cpg/declare';
export default defineConfig({ without: ['ast', 'bytecode', 'symtable', 'tree-sitter-nodes'] });
`;

export default function buildLean(project: TestProject): () => void {
  const workspace = Workspace.create('small', project.getProvidedContext().packageDirectory);
  workspace.write('cpg/cpg.config.ts', LEAN);
  workspace.nxOk(['g', 'cpg:init']);
  workspace.commit('init');
  workspace.nxOk(['run', 'cpg:build']);
  project.provide('leanWorkspace', workspace.root);
  return () => workspace[Symbol.dispose]();
}
