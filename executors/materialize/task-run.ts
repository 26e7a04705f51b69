/** What a task is and what running it yields. */

export interface MaterializeTask {
  /** `project:target`. */
  readonly id: string;
  readonly project: string;
  readonly target: string;
}

export interface DatasetDone {
  readonly rows: number;
  /** `cut_off`: the partition on disk is already what building it would give. */
  readonly outcome: 'built' | 'cut_off';
  /** From the first look at its inputs to its last byte, for a view. */
  readonly milliseconds?: number;
}

export interface TaskDone {
  readonly datasets: Readonly<Record<string, DatasetDone>>;
  /** Source files read. */
  readonly files: number;
  /** Those among them whose rows were remembered. */
  readonly filesCached?: number | undefined;
  readonly cpuMilliseconds?: number | undefined;
  /** Lines for the terminal; cached and replayed by Nx, so a function of the inputs only. */
  readonly text?: string;
}
