/** An extractor that fails in every way in which code can fail, as the first line of a file asks. */
import { existsSync, writeFileSync } from 'node:fs';
import { threadId } from 'node:worker_threads';
import { fileId, int, path, text } from '../../../plugin/schema/columns';
import { defineRuntime } from '../extractor-runtime';

/** `throw`, `exit`, `hang`, and `<one of them>-once <marker file>`, which succeeds once the marker exists. */
function misbehave(how: string, marker: string | undefined): void {
  const [fault, once] = how.split('-');
  if (once === 'once' && marker !== undefined) {
    if (existsSync(marker)) return;
    writeFileSync(marker, '');
  }
  if (fault === 'throw') throw new Error('as asked');
  if (fault === 'exit') process.exit(7);
  if (fault === 'hang') for (;;) Math.random();
}

export default defineRuntime({
  declaration: {
    name: 'faulty',
    languages: ['python', 'typescript'],
    datasets: { first_lines: { columns: { file_id: fileId(), path: path(), line: text(), thread: int() } } },
  },
  async open() {
    return (file, emit) => {
      const [line = ''] = file.bytes.toString('utf8').split('\n');
      const [how = '', marker] = line.split(' ');
      misbehave(how, marker);
      emit('first_lines', { line, thread: threadId });
    };
  },
});
