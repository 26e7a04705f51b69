/** Small indexes as scip-python would write them. */
import { create } from '@bufbuild/protobuf';
import { type Index, IndexSchema } from '@c4312/scip';

export interface MadeDocument {
  readonly path: string;
  /** Name that is defined at the beginning of the file. */
  readonly definition: string;
  readonly documentation?: string;
}

export interface MadeIndex {
  readonly root?: string;
  readonly arguments?: readonly string[];
  readonly documents: readonly MadeDocument[];
}

export function indexOf({ root = 'file:///nowhere', arguments: args = [], documents }: MadeIndex): Index {
  return create(IndexSchema, {
    metadata: { projectRoot: root, toolInfo: { name: 'scip-python', version: '9.9.9', arguments: [...args] } },
    documents: documents.map(({ path, definition, documentation }) => {
      const symbol = `scip-python python project . a/${definition}.`;
      return {
        relativePath: path,
        occurrences: [{ range: [0, 0, definition.length], symbol, symbolRoles: 1 }],
        symbols: [{ symbol, documentation: documentation === undefined ? [] : [documentation] }],
      };
    }),
  });
}
