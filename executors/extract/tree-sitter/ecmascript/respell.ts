/**
 * TypeScript and JavaScript that the grammars do not know: variance (`interface A<in out T>`), and in JavaScript
 * reserved words as names of imports and exports (`export { a as null }`).
 */
import type { FlatTree } from '../flat-tree';
import { ERROR_TYPE, type Grammar } from '../grammar';
import { type Respell, type Respelling, respelled } from '../respell';

/** `in` and `out` before the name of a type parameter, which may be `out` itself, behind all that may stand before. */
const VARIANCE =
  /(?<=[<,](?:\s|\/\*[\s\S]*?\*\/|\/\/.*\n)*(?:const\s+)?)(?:(?:in|out)\s+)+(?!extends\b)(?=[\p{ID_Start}$_])/gu;
/** All that does not fit in a list of names is one of them that is a reserved word. */
const RESERVED_NAME = /^(?:,\s*)?(?:as\s+)?(?<word>[a-z]+)(?:\s+as)?(?:\s*,)?$/d;

/** The respelling for one of the grammars. */
export function ecmascriptRespell(grammar: Grammar): Respell {
  const idsOf = (...names: readonly string[]) => new Set(names.flatMap((name) => grammar.typeIds(name)));
  const typeParameters = idsOf('type_parameters');
  const nameLists = idsOf('export_clause', 'named_imports');

  return (tree, source) => {
    const textOf = (node: number): string => source.slice(tree.start[node], tree.end[node]);
    return respelled(source, [
      ...nodesAroundErrors(tree, typeParameters).flatMap((list) =>
        plainParameters(tree.start[list] ?? 0, textOf(list)),
      ),
      ...errorsIn(tree, nameLists).flatMap((error) => plainName(tree.start[error] ?? 0, textOf(error))),
    ]);
  };
}

const plainParameters = (start: number, text: string): readonly Respelling[] =>
  [...text.matchAll(VARIANCE)].map((match) => ({ start: start + match.index, text: match[0].replace(/\S/g, ' ') }));

function plainName(start: number, text: string): readonly Respelling[] {
  const [from] = RESERVED_NAME.exec(text)?.indices?.groups?.word ?? [];
  return from === undefined ? [] : [{ start: start + from, text: '_' }];
}

const errorsIn = ({ size, type, parent }: FlatTree, types: ReadonlySet<number>): readonly number[] =>
  Array.from({ length: size }, (_, node) => node).filter(
    (node) => type[node] === ERROR_TYPE && types.has(type[parent[node] ?? -1] ?? -1),
  );

/** Nodes of these types that errors are in and no other such node between, in order. */
function nodesAroundErrors({ size, type, parent }: FlatTree, types: ReadonlySet<number>): readonly number[] {
  const around = new Int32Array(size).fill(-1);
  const found = new Set<number>();
  for (let node = 1; node < size; node++) {
    const outer = parent[node] ?? 0;
    around[node] = types.has(type[outer] ?? -1) ? outer : (around[outer] ?? -1);
    const list = around[node] ?? -1;
    if (type[node] === ERROR_TYPE && list >= 0) found.add(list);
  }
  return [...found];
}
