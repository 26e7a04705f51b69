/** The files that every witness of TypeScript and JavaScript is drawn over. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FIXTURES = join(__dirname, '..', 'fixtures');

export const fixtureNames: readonly string[] = readdirSync(FIXTURES).sort();

export const fixture = (name: string): Buffer => readFileSync(join(FIXTURES, name));
