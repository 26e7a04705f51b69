/** A remote cache for workspaces of tests; see `server.mjs` for what it can be made to do. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type Fault = 'none' | 'slow' | '403' | '500' | 'truncated' | 'corrupted' | 'tampered';

export class RemoteCache {
  private constructor(
    private readonly directory: string,
    private readonly server: ChildProcess,
    private readonly url: string,
  ) {}

  static async start(): Promise<RemoteCache> {
    const directory = mkdtempSync(join(tmpdir(), 'cpg-remote-'));
    const server = spawn(process.execPath, [join(__dirname, 'server.mjs'), directory], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = await once(server.stdout, 'data');
    return new RemoteCache(directory, server, String(line).trim());
  }

  /** What a machine with this token sets. */
  environment(token: 'reader' | 'writer' | 'wrong'): Readonly<Record<string, string>> {
    return {
      NX_SELF_HOSTED_REMOTE_CACHE_SERVER: this.url,
      NX_SELF_HOSTED_REMOTE_CACHE_ACCESS_TOKEN: token,
    };
  }

  answerWith(fault: Fault): void {
    writeFileSync(join(this.directory, 'fault'), fault);
  }

  get records(): number {
    return readdirSync(join(this.directory, 'records')).length;
  }

  /** Requests since the last call, such as `GET 200`, with how often each was answered like that. */
  requests(): Readonly<Record<string, number>> {
    const log = join(this.directory, 'log');
    const lines = readFileSync(log, 'utf8').split('\n').filter(Boolean);
    writeFileSync(log, '');
    const counts: Record<string, number> = {};
    for (const line of lines) counts[line] = (counts[line] ?? 0) + 1;
    return counts;
  }

  async stop(): Promise<void> {
    const gone = once(this.server, 'exit');
    this.server.kill();
    await gone;
  }

  async remove(): Promise<void> {
    if (this.server.exitCode === null && this.server.signalCode === null) await this.stop();
    rmSync(this.directory, { recursive: true, force: true });
  }
}
