/** Events of the operating system, or of looking now and then where it has no more of them. */
import type { EventEmitter } from 'node:events';
import { relative, sep } from 'node:path';
import { type ChokidarOptions, watch } from 'chokidar';

export interface FileEventsRequest {
  /** Absolute. */
  readonly root: string;
  /** By path relative to the root, with `/`. */
  readonly isIgnored: (path: string, isDirectory: boolean) => boolean;
  /** A file that appeared, changed or vanished; null if several may have. */
  readonly onChange: (path: string | null) => void;
  /** There will be no events any more, for this reason. */
  readonly onExhausted: (reason: string) => void;
  /** Chokidar's; another one in tests. */
  readonly watcher?: (root: string, options: ChokidarOptions) => Watcher;
}

export type Watcher = Pick<EventEmitter, 'on'> & { close(): Promise<void> };

/** The system has no more watches, or no more file descriptors, to give. */
const EXHAUSTED = new Set(['ENOSPC', 'EMFILE', 'ENFILE']);

/** Follows all files below the root that are not ignored; resolves once nothing is missed any more. */
export async function followFiles(request: FileEventsRequest): Promise<{ close(): Promise<void> }> {
  const { root, isIgnored, onChange, onExhausted } = request;
  const pathOf = (absolute: string) => relative(root, absolute).split(sep).join('/');
  const watcher: Watcher = (request.watcher ?? watch)(root, {
    ignoreInitial: true,
    // A link is a file of its own to Nx, and a link to a directory is nothing.
    followSymlinks: false,
    // An editor that replaces a file removes it for a moment; we look at what is there anyway.
    atomic: false,
    ignored: (path, stats) => stats !== undefined && isIgnored(pathOf(path), stats.isDirectory()),
  });
  await new Promise<void>((resolve) => {
    watcher.on('ready', resolve);
    watcher.on('all', (event: string, path: string) => onChange(/Dir$/.test(event) ? null : pathOf(path)));
    watcher.on('error', (error: unknown) => {
      if (error instanceof Error && 'code' in error && EXHAUSTED.has(String(error.code))) {
        void watcher.close();
        onExhausted(error.message);
        resolve();
      } else {
        // Something vanished while it was looked at.
        onChange(null);
      }
    });
  });
  return { close: () => watcher.close() };
}
