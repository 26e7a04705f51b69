/** What a watch has to say, for people a line each, for tools a JSON object. */

export type Report =
  | { readonly event: 'watching'; readonly files: number; readonly tasks: number }
  | {
      readonly event: 'updated';
      /** Sorted; empty for the first update, and when somebody else had changed the graph. */
      readonly files: readonly string[];
      /** Of views and evidence that were written; what was written as it was before is not among them. */
      readonly rows: number;
      readonly datasets: number;
      /** From the first notice of a change to the last byte written. */
      readonly milliseconds: number;
    }
  | { readonly event: 'failed'; readonly files: readonly string[]; readonly errors: readonly string[] }
  | { readonly event: 'reopened'; readonly because: string }
  | { readonly event: 'waiting' }
  | { readonly event: 'polling'; readonly because: string };

const grouped = (n: number): string => n.toLocaleString('en-US');
const count = (n: number, what: string): string => `${grouped(n)} ${what}${n === 1 ? '' : 's'}`;

/** Files, or errors, that are named in one line. */
const NAMED = 3;

function listed(items: readonly string[], separator: string): string {
  const more = items.length - NAMED;
  return [...items.slice(0, NAMED), ...(more > 0 ? [`${grouped(more)} more`] : [])].join(separator);
}

export function reportText(report: Report): string {
  switch (report.event) {
    case 'watching':
      return `watching ${count(report.files, 'file')}`;
    case 'updated': {
      const { files, rows, datasets, milliseconds } = report;
      const what = files.length === 0 ? 'the graph' : listed(files, ', ');
      return `${what}: ${count(rows, 'row')} in ${count(datasets, 'partition')}, ${grouped(milliseconds)} ms`;
    }
    case 'failed':
      return listed(report.errors, '\n');
    case 'reopened':
      return `opened again: ${report.because}`;
    case 'waiting':
      return 'waiting for the build that is running';
    case 'polling':
      return `looking at all files now and then, because there are no more events: ${report.because}`;
  }
}
