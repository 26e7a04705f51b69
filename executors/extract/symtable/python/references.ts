/** Mentions of names in Python, with the scope they are in and the scope of what they mean -> rows. */
import type declaration from '../../../../plugin/model/extractors/symtable';
import type { Packed } from '../../cpython/packed';
import { SourcePlaces } from '../../cpython/source-places';
import { flags, integers, optionalIntegers, words } from '../../evidence/column-source';
import type { Emit } from '../../extractor-runtime';
import { Comprehensions } from './comprehensions';
import { Mentions, READ, WRITE } from './mentions';
import { Names } from './names';
import { Resolution } from './resolution';

/** Emits `symtable_references`, by position. `file` is what is on disk. */
export function emitReferences(facts: Packed, file: Buffer, emit: Emit<typeof declaration.datasets>): void {
  const places = new SourcePlaces(facts);
  const names = new Names(facts);
  const mentions = new Mentions(facts, names, places.textOf(file));
  const resolution = new Resolution(facts);
  const comprehensions = new Comprehensions(facts);
  const contexts = facts.table('contexts');
  const [scopes, owners, innermost, inTypes] = [contexts.raw(0), contexts.raw(1), contexts.raw(2), contexts.raw(3)];

  const { order } = mentions;
  const column = (): Int32Array => new Int32Array(order.length);
  const [blocks, called, resolved, bstarts, bends] = [column(), column(), column(), column(), column()];
  const [comprehensionStarts, comprehensionEnds] = [column(), column()];
  const [reads, writes, types] = [column(), column(), column()];
  order.forEach((mention, row) => {
    const context = mentions.contexts[mention] ?? 0;
    const scope = scopes[context] ?? 0;
    const name = names.mangled(mentions.names[mention] ?? -1, owners[context] ?? -1);
    const keeper = comprehensions.keeperOf(name, innermost[context] ?? -1);
    blocks[row] = scope;
    called[row] = name;
    resolved[row] = keeper < 0 ? resolution.scopeOf(name, scope) : scope;
    comprehensionStarts[row] = keeper < 0 ? -1 : places.onDisk(comprehensions.starts[keeper] ?? 0);
    comprehensionEnds[row] = keeper < 0 ? -1 : places.onDisk(comprehensions.ends[keeper] ?? 0);
    reads[row] = (mentions.hows[mention] ?? 0) & READ;
    writes[row] = (mentions.hows[mention] ?? 0) & WRITE;
    types[row] = inTypes[context] ?? 0;
    bstarts[row] = places.onDisk(mentions.starts[mention] ?? 0);
    bends[row] = places.onDisk(mentions.ends[mention] ?? 0);
  });
  emit.columns('symtable_references', order.length, {
    block_id: integers(blocks),
    name: words(called, names.texts),
    resolved_block_id: optionalIntegers(resolved),
    comprehension_bstart: optionalIntegers(comprehensionStarts),
    comprehension_bend: optionalIntegers(comprehensionEnds),
    is_read: flags(reads),
    is_write: flags(writes),
    is_type: flags(types),
    bstart: integers(bstarts),
    bend: integers(bends),
  });
}
