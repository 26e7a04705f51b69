/** Where a grammar reads code otherwise than the language does, the tree is put right before anything is read off it. */
import type { FlatTree } from './flat-tree';

/** The tree as the language has it: the same one when there is nothing to repair. */
export type Repair = (tree: FlatTree, source: string) => FlatTree;
