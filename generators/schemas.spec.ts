import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { SPAN_UNITS } from '../plugin/declaration/entity';
import * as templates from '../plugin/declaration/templates';
import { SQL_VIEW_KINDS } from '../plugin/declaration/view';
import { LANGUAGES } from '../plugin/schema/language';

/** JSON cannot import what it has to say again. */
const schema = z.object({
  properties: z.record(
    z.string(),
    z.object({
      enum: z.array(z.string()).optional(),
      items: z.object({ enum: z.array(z.string()).optional() }).optional(),
      'x-prompt': z.union([z.string(), z.object({ items: z.array(z.string()) })]).optional(),
    }),
  ),
});

const option = (generator: string, name: string) => {
  const { properties } = schema.parse(JSON.parse(readFileSync(join(__dirname, generator, 'schema.json'), 'utf8')));
  return properties[name];
};

const templateNames = Object.entries(templates)
  .flatMap(([name, template]) => (typeof template === 'function' ? [name] : []))
  .sort();

test('options offer every value that a declaration can have, and no other', () => {
  expect(option('view', 'kind')?.enum).toEqual(SQL_VIEW_KINDS);
  expect(option('entity', 'spanUnit')?.enum).toEqual(SPAN_UNITS);
  expect(option('extractor', 'languages')?.items?.enum).toEqual(LANGUAGES);
  expect(option('extractor', 'languages')?.['x-prompt']).toMatchObject({ items: LANGUAGES });
  expect(option('relationship', 'template')?.enum?.toSorted()).toEqual(templateNames);
});
