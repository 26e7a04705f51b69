/** The ways in which a relationship is written: plainly, or with a template of `cpg/declare`. */
import { defineRelationship, type RelationshipDeclaration } from '../../plugin/declaration/relationship';
import { spanOverlaps } from '../../plugin/declaration/signal';
import { entityReference, entitySymbol } from '../../plugin/declaration/templates';
import { objectBlock } from '../declaring/literal-text';

export type Edge = NonNullable<RelationshipDeclaration['edge']>;

export interface RelationshipMembers {
  readonly name: string;
  readonly description: string;
  readonly left: string;
  readonly right: string;
}

/** A declaration, and the module that makes it. */
export interface WrittenRelationship {
  readonly value: RelationshipDeclaration;
  readonly text: string;
}

const moduleText = (imports: readonly string[], call: string, members: string): string =>
  `import { ${imports.join(', ')} } from 'cpg/declare';\n\nexport default ${call}(${members});\n`;

export function plainRelationship(members: RelationshipMembers, edge: Edge | null): WrittenRelationship {
  const relationship = { ...members, ...(edge === null ? {} : { edge }) };
  return {
    value: defineRelationship(relationship),
    text: moduleText(['defineRelationship'], 'defineRelationship', objectBlock(relationship)),
  };
}

export function referenceRelationship(members: RelationshipMembers, edge: Edge): WrittenRelationship {
  const relationship = { ...members, edge };
  return {
    value: entityReference(relationship),
    text: moduleText(['entityReference'], 'entityReference', objectBlock(relationship)),
  };
}

/** What is on the right of every relationship made with `entitySymbol`. */
export const SYMBOL_SIDE = 'scip_occurrence';

export function symbolRelationship({ name, description, left }: RelationshipMembers): WrittenRelationship {
  const members = { name, description, left };
  return {
    value: entitySymbol({ ...members, signals: [spanOverlaps()] }),
    text: moduleText(
      ['entitySymbol', 'spanOverlaps'],
      'entitySymbol',
      objectBlock(members).replace(/\n}$/, '\n  signals: [spanOverlaps()],\n}'),
    ),
  };
}
