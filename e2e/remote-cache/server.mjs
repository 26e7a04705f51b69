/**
 * A remote cache as Nx asks for it (GET and PUT of `/v1/cache/<hash>`, bearer tokens), as a process of its own because
 * tests wait for Nx without answering requests: `node server.mjs <directory>`. Prints its URL. Records are files.
 *
 * Tokens are `writer` and `reader`. What the file `fault` in the directory says happens to the answers: `slow`, `403`,
 * `500`, `truncated`, `corrupted`, or `tampered`, which is a sound archive of other files. `log` has a line for every
 * request.
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { setTimeout as after } from 'node:timers/promises';
import { gunzipSync, gzipSync } from 'node:zlib';

const [, , directory] = process.argv;
const records = join(directory, 'records');
mkdirSync(records, { recursive: true });

function fault() {
  const file = join(directory, 'fault');
  return existsSync(file) ? readFileSync(file, 'utf8') : 'none';
}

/** The first Parquet file in an archive gets another byte. */
function tampered(body) {
  const archive = gunzipSync(body);
  const at = archive.indexOf('PAR1');
  if (at >= 0) archive[at + 8] ^= 0x55;
  return gzipSync(archive);
}

async function answer(request) {
  const token = request.headers.authorization?.replace(/^Bearer /, '');
  const [, hash] = /^\/v1\/cache\/(\w+)$/.exec(request.url) ?? [];
  if (hash === undefined) return [404];
  if (token !== 'writer' && token !== 'reader') return [401, 'no such token'];
  const wrong = fault();
  if (wrong === 'slow') await after(200);
  if (/^\d+$/.test(wrong)) return [Number(wrong)];
  const record = join(records, hash);
  if (request.method === 'PUT') {
    const body = await buffer(request);
    if (token !== 'writer') return [403];
    if (existsSync(record)) return [409];
    writeFileSync(`${record}.part`, body);
    renameSync(`${record}.part`, record);
    return [200];
  }
  if (!existsSync(record)) return [404];
  const body = wrong === 'tampered' ? tampered(readFileSync(record)) : readFileSync(record);
  if (wrong === 'truncated') return [200, body.subarray(0, body.length / 2), body.length];
  if (wrong === 'corrupted') for (let at = body.length >> 1; at < body.length; at += 7) body[at] ^= 0x55;
  return [200, body];
}

const server = createServer(async (request, response) => {
  const [status, body = '', promised = body.length] = await answer(request);
  appendFileSync(join(directory, 'log'), `${request.method} ${status}\n`);
  const type = request.method === 'GET' && status === 200 ? 'application/octet-stream' : 'text/plain';
  response.writeHead(status, { 'content-type': type, 'content-length': promised });
  if (promised === body.length) response.end(body);
  else response.write(body, () => response.destroy());
});
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
