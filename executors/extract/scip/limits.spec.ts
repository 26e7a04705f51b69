import { expect, test } from 'vitest';
import { limitsFromEnvironment } from './limits';

test('limits have defaults, and nonsense does not change them', () => {
  expect(limitsFromEnvironment({})).toEqual({ memoryMegabytes: 4096, timeoutMilliseconds: 3_600_000 });
  expect(limitsFromEnvironment({ CPG_SCIP_MEMORY_MB: '-1', CPG_SCIP_TIMEOUT_SECONDS: 'soon' })).toEqual(
    limitsFromEnvironment({}),
  );
  expect(limitsFromEnvironment({ CPG_SCIP_MEMORY_MB: '512', CPG_SCIP_TIMEOUT_SECONDS: '0.5' })).toEqual({
    memoryMegabytes: 512,
    timeoutMilliseconds: 500,
  });
});
