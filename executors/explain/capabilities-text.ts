/** A capability snapshot as people read it. */
import type { Capability, CapabilitySnapshot } from './capabilities';

const GIBIBYTE = 2 ** 30;

/** What runs, then a line for each capability; ends with a line break. */
export function capabilitiesText(snapshot: CapabilitySnapshot): string {
  const { cpg, node, duckdb, cores, memoryBytes, threads, engine, evidence } = snapshot;
  const width = Math.max(...[...engine, ...evidence].map(({ name }) => name.length)) + 2;
  const line = ({ name, on, because, toTurnOn }: Capability) =>
    `${on ? 'on ' : 'off'}  ${name.padEnd(width)}${because}${toTurnOn === null ? '' : ` -> ${toTurnOn}`}`;
  return [
    `cpg ${cpg}, DuckDB ${duckdb}, Node ${node}`,
    `${threads} of ${cores} cores (CPG_THREADS), ${(memoryBytes / GIBIBYTE).toFixed(1)} GiB of memory`,
    '',
    ...engine.map(line),
    ...evidence.map(line),
    '',
  ].join('\n');
}
