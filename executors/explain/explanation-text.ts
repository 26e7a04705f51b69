/** An explanation as people read it. */
import type { Decision, ExplainedInput, Explanation } from './explanation';

const LABEL = 12;
/** Readers of a dataset that many views read are counted, not listed. */
const LISTED = 12;

/** Paragraphs of `label  value` lines; ends with a line break. */
export function explanationText(explanation: Explanation): string {
  const { dataset, description, kind, targets, inBuild, decisions, columns, order, storage, inputs, readers } =
    explanation;
  return [
    dataset,
    `  ${description}`,
    '',
    ...labelled('kind', [kind]),
    ...labelled('made by', [targets.join(', '), inBuild ? 'part of cpg:build' : 'on demand: not part of cpg:build']),
    ...labelled('rows', [order.length === 0 ? 'in the order of what they come from' : `sorted by ${order.join(', ')}`]),
    ...labelled('file', [
      `${storage.compression}, level ${storage.compressionLevel}, ${storage.rowGroupSize} rows a group`,
    ]),
    ...labelled('columns', columns.map(columnText)),
    ...labelled('reads', inputs.map(inputText)),
    ...labelled('key', [...(inputs.length === 0 ? [] : ['rows and columns of what it reads']), ...explanation.keyedBy]),
    ...labelled('read by', readersText(readers)),
    ...decisions.flatMap((decision) => labelled(decision.about, decisionText(decision))),
    ...(explanation.sql === null ? [] : ['', explanation.sql.trim()]),
    '',
  ].join('\n');
}

/** Each line of `values` beside or below the label; nothing without values. */
const labelled = (label: string, values: readonly string[]): readonly string[] =>
  values.map((value, i) => `${(i === 0 ? label : '').padEnd(LABEL)}${value}`);

const columnText = ({ name, type, nullable, semantic, lane }: Explanation['columns'][number]): string =>
  [name, type, ...(nullable ? [] : ['not null']), lane, ...(semantic === null ? [] : [`(${semantic})`])].join(' ');

const inputText = ({ dataset, columns, of }: ExplainedInput): string =>
  columns.length === 0
    ? `${dataset}: only how many rows there are`
    : `${dataset}: ${columns.length === of ? 'every column' : `${columns.length} of ${of} columns, ${columns.join(', ')}`}`;

function readersText(readers: Explanation['readers']): readonly string[] {
  if (readers.length === 0) return ['no view'];
  const listed = readers.slice(0, LISTED).map(({ view, columns }) => `${view}: ${columns.join(', ') || 'rows only'}`);
  return readers.length > LISTED ? [...listed, `and ${readers.length - LISTED} more`] : listed;
}

const decisionText = ({ value, confidence, evidence, fallbackReason }: Decision): readonly string[] => [
  `${typeof value === 'string' ? value : JSON.stringify(value)}, ${Math.round(confidence * 100)} % sure`,
  ...evidence.map((line) => `- ${line}`),
  ...(fallbackReason === undefined ? [] : [`- as nothing better was known: ${fallbackReason}`]),
];
