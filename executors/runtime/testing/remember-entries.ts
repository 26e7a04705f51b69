/** A process that recalls and remembers the same entries over and over, for tests that run several, or kill them. */
import { recall, remember } from '../evidence-cache';
import { ENTRIES, rowsOf } from './entries';

const [shelf = '', rounds = ''] = process.argv.slice(2);
let wrong = 0;
for (let round = 0; round < Number(rounds); round++) {
  for (const file of ENTRIES) {
    const found = recall(shelf, file);
    if (found !== null && !rowsOf(file).equals(found)) wrong++;
    remember(shelf, file, rowsOf(file));
  }
  process.send?.('round');
}
process.exit(wrong === 0 ? 0 : 1);
