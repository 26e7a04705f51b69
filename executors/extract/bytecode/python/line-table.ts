/** Where the line of the code changes. */
import { GrowableInts } from '../../evidence/growable';
import type { Locations } from './locations';

/** Columns of the lines of all units. */
export class LineTable {
  readonly units = new GrowableInts();
  readonly offsets = new GrowableInts();
  /** From 0; -1 for none. */
  readonly lines = new GrowableInts();

  /** Adds the lines of `unit`: that of its first instruction, and each that is not the one before. */
  add(unit: number, locations: Locations): void {
    const ends = locations.ends.view();
    let offset = 0;
    let last = -1;
    locations.lines.view().forEach((line, entry) => {
      if (offset === 0 || line !== last) {
        this.units.push(unit);
        this.offsets.push(offset);
        this.lines.push(line);
        last = line;
      }
      offset = ends[entry] ?? offset;
    });
  }
}
