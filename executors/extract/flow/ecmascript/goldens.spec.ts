import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { drawFlow } from '../testing/describe-flow';
import { flowRows, loadFlow } from '../testing/extract-flow';

const FIXTURES = join(__dirname, 'fixtures');

beforeAll(loadFlow);

test.each(readdirSync(FIXTURES).sort())('%s: calls and values under the source', async (name) => {
  const content = readFileSync(join(FIXTURES, name), 'utf8');
  await expect(drawFlow(content, flowRows(name, content))).toMatchFileSnapshot(`goldens/${name}.txt`);
});
