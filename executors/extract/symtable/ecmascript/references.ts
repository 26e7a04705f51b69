/** Mentions of names, with the scope they are in and the scope of what they mean. */
import { identifierIn } from '../../oxc/naming';
import type { SyntaxNode } from '../../oxc/node';
import { type Program, spanOf } from '../../oxc/parse';
import type { Analysis } from './analyze';
import type { EmitRow, Row } from './rows';
import { resolved } from './symbols';

/**
 * Emits `symtable_references`, by position: references, and the names in declarations, which are writes. What a pattern
 * with a default value writes twice, is mentioned once.
 */
export function emitReferences({ source }: Program, analysis: Analysis, emit: EmitRow): void {
  const found = new Map<string, Row<'symtable_references'>>();
  for (const block of analysis.blocks) {
    for (const reference of block.scope.references) {
      const name = identifierIn(source, reference.identifier as unknown as SyntaxNode);
      const variable = resolved(analysis, reference);
      const span = spanOf(source, name);
      const key = `${span.bstart} ${span.bend} ${block.id}`;
      const before = found.get(key);
      found.set(key, {
        block_id: block.id,
        name: name.text,
        resolved_block_id: variable === null ? null : (analysis.blockOf.get(variable.scope)?.id ?? null),
        is_read: reference.isRead() || before?.is_read === true,
        is_write: reference.isWrite() || before?.is_write === true,
        is_type: reference.isTypeReference,
        comprehension_bstart: null,
        comprehension_bend: null,
        ...span,
      });
    }
  }
  const rows = [...found.values()];
  const mentioned = new Set(rows.map((row) => `${row.bstart} ${row.bend}`));
  for (const { id, scope } of analysis.blocks) {
    for (const variable of scope.variables) {
      for (const identifier of variable.identifiers) {
        const name = identifierIn(source, identifier as unknown as SyntaxNode);
        const span = spanOf(source, name);
        if (mentioned.has(`${span.bstart} ${span.bend}`)) continue;
        mentioned.add(`${span.bstart} ${span.bend}`);
        rows.push({
          block_id: id,
          name: name.text,
          resolved_block_id: id,
          is_read: false,
          is_write: true,
          is_type: variable.isTypeVariable && !variable.isValueVariable,
          comprehension_bstart: null,
          comprehension_bend: null,
          ...span,
        });
      }
    }
  }
  rows.sort((a, b) => a.bstart - b.bstart || a.bend - b.bend);
  for (const row of rows) emit('symtable_references', row);
}
