/** An extractor that leaves a note in a file of the test's whenever it is opened and whenever it parses a file. */
import { appendFileSync } from 'node:fs';
import { fileId, path, text } from '../../../plugin/schema/columns';
import { defineRuntime } from '../extractor-runtime';

/** `open <language>` and `parse <first line of the file>`, a line each. */
export const NOTES_VARIABLE = 'CPG_TEST_NOTES';

const note = (line: string): void => appendFileSync(process.env[NOTES_VARIABLE] ?? '', `${line}\n`);

export default defineRuntime({
  declaration: {
    name: 'counting',
    languages: ['python', 'typescript'],
    datasets: { first_lines: { columns: { file_id: fileId(), path: path(), line: text() } } },
  },
  async open(language) {
    note(`open ${language}`);
    return (file, emit) => {
      const [line = ''] = file.bytes.toString('utf8').split('\n');
      note(`parse ${line}`);
      emit('first_lines', { line });
    };
  },
});
