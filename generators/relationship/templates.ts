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

/** The module is called like the relationship, so its text does not say the name again. */
const moduleText = (call: string, sides: readonly string[], options: string, imports: readonly string[] = []): string =>
  `import { ${[call, ...imports].join(', ')} } from 'cpg/declare';\n\nexport default ${call}(${[...sides.map((side) => `'${side}'`), options].join(', ')});\n`;

export function plainRelationship(members: RelationshipMembers, edge: Edge | null): WrittenRelationship {
  const { name, description, left, right } = members;
  const options = { description, ...(edge === null ? {} : { edge }) };
  return {
    value: { ...defineRelationship(left, right, options), name },
    text: moduleText('defineRelationship', [left, right], objectBlock(options)),
  };
}

export function referenceRelationship(members: RelationshipMembers, edge: Edge): WrittenRelationship {
  const { name, description, left, right } = members;
  return {
    value: { ...entityReference(left, right, { description, edge }), name },
    text: moduleText('entityReference', [left, right], objectBlock({ description, edge })),
  };
}

export function symbolRelationship({ name, description, left }: RelationshipMembers): WrittenRelationship {
  const options = objectBlock({ description }).replace(/\n}$/, '\n  signals: [spanOverlaps()],\n}');
  return {
    value: { ...entitySymbol(left, { description, signals: [spanOverlaps()] }), name },
    text: moduleText('entitySymbol', [left], options, ['spanOverlaps']),
  };
}
