/** Once per run: the small fixture and a view, built with what tests of how cpg and Nx work together need, and no more. */
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

/** A view as users write them. */
export const FUNCTIONS = {
  path: 'cpg/views/functions.sql',
  sql: "-- Functions with their names.\nSELECT path, name, def_bstart, def_bend\nFROM cst_defs WHERE kind = 'function'\n",
};

export default function buildLean(project: TestProject): () => void {
  const workspace = Workspace.create('small', project.getProvidedContext().packageDirectory);
  workspace.write('cpg/cpg.config.ts', LEAN);
  workspace.write(FUNCTIONS.path, FUNCTIONS.sql);
  workspace.nxOk(['g', 'cpg:init']);
  workspace.commit('init');
  workspace.nxOk(['run-many', '-t', 'build', 'cpg-build', 'functions']);
  project.provide('leanWorkspace', workspace.root);
  return () => workspace[Symbol.dispose]();
}
