/** What an indexer may take. These decide whether there is an index, never what is in it. */

export interface IndexerLimits {
  /** Of the indexer's heap. */
  readonly memoryMegabytes: number;
  readonly timeoutMilliseconds: number;
}

/** django, 131,000 lines, takes 1.2 GB. */
const MEMORY_MEGABYTES = 4096;
/** The slower one reads about 1,000 lines per second. */
const TIMEOUT_SECONDS = 3600;

/** `CPG_SCIP_MEMORY_MB` (default 4096) and `CPG_SCIP_TIMEOUT_SECONDS` (default 3600); what is no positive number is ignored. */
export function limitsFromEnvironment(environment: NodeJS.ProcessEnv = process.env): IndexerLimits {
  return {
    memoryMegabytes: positive(environment.CPG_SCIP_MEMORY_MB) ?? MEMORY_MEGABYTES,
    timeoutMilliseconds: (positive(environment.CPG_SCIP_TIMEOUT_SECONDS) ?? TIMEOUT_SECONDS) * 1000,
  };
}

function positive(value: string | undefined): number | undefined {
  const number = Number(value);
  return Number.isFinite(number) && number > 0 ? number : undefined;
}
