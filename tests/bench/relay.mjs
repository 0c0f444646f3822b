// How much a relay carries: 1,000 open filings with two people each, who type as fast as they are
// acknowledged. Ours, which stores before it acknowledges, beside the real Hocuspocus, both in
// memory alone and with the same promise (each update synced to a file first).
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Server } from '../soak/server.mjs';
import { median } from './figures.mjs';
import { missing as missingLoad, type } from './load.mjs';
import { withFilings } from './people.mjs';

const FILINGS = Number(process.env.BENCH_FILINGS ?? 1000);
const WARM_UP = 2;
const SECONDS = Number(process.env.BENCH_SECONDS ?? 10);
/** How many times as many messages as Hocuspocus of the same promise, in how much of its memory. */
const MORE = 3;
const LESS = 1 / 3;
/** What the real Hocuspocus is made of, as `tests/interop` pins it. */
const PEER = new URL('../interop/node_modules/@hocuspocus/server/package.json', import.meta.url);

/** What is missing for it, in words; `null` where nothing is. */
export function missing() {
  if (process.platform !== 'linux') return 'the relay is measured on Linux alone: it tells what a process takes';
  if (!existsSync(PEER)) return 'the real Hocuspocus is not there: npm ci in tests/interop';
  return missingLoad();
}

/** Has the clients type into a server, and gives what was counted. */
const load = ({ url, origin, pid, clients }) => (
  type({ url, origin, process: pid, warm_up: WARM_UP, seconds: SECONDS, clients })
);

async function ours(folder) {
  const server = new Server(folder, ['--bench-people', String(FILINGS), '--bench-forms']);
  await server.start();
  try {
    const base = `http://127.0.0.1:${server.port}`;
    const people = await withFilings(base, FILINGS, 'bench-20');
    const clients = people.flatMap(({ filing, cookies }) => cookies.map((cookie) => ({ document: `${filing}/answers`, cookie })));
    const url = `ws://127.0.0.1:${server.port}/api/v1/realtime`;
    return await load({ url, origin: base, pid: server.pid, clients });
  } finally {
    await server.kill();
  }
}

async function hocuspocus(where) {
  const child = spawn(process.execPath, [new URL('hocuspocus/server.mjs', import.meta.url).pathname, where], { stdio: ['ignore', 'pipe', 'inherit'] });
  const gone = new Promise((done) => child.once('exit', done));
  try {
    const lines = createInterface({ input: child.stdout });
    const port = await Promise.race([new Promise((told) => lines.once('line', told)), gone.then(() => null)]);
    if (port === null) throw new Error('the real Hocuspocus cannot be started, see above');
    const clients = Array.from({ length: 2 * FILINGS }, (_, at) => ({ document: `filing-${at >> 1}/answers`, cookie: '' }));
    return await load({ url: `ws://127.0.0.1:${port}`, origin: `http://127.0.0.1:${port}`, pid: child.pid, clients });
  } finally {
    child.kill('SIGKILL');
    await gone;
  }
}

export async function measure({ figures, runs }) {
  const sides = { ours: [], memory: [], stored: [] };
  // Turn by turn, so that whatever else the machine does hits all.
  for (let run = 0; run < runs; run += 1) {
    const folder = mkdtempSync(join(tmpdir(), 'bangban-bench-'));
    try {
      sides.ours.push(await ours(folder));
      sides.stored.push(await hocuspocus(join(folder, 'log')));
      sides.memory.push(await hocuspocus('memory'));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  const of = (side, name) => median(sides[side].map((run) => run[name]));
  // A message is one that the other person has.
  const rate = (side) => median(sides[side].map((run) => run.relayed / run.seconds));
  const cost = (side) => median(sides[side].map((run) => (1e6 * run.processors) / run.relayed));
  const head = `${FILINGS} filings of two`;
  const names = { memory: 'Hocuspocus in memory', stored: 'Hocuspocus, stored first', ours: 'relay, stored first' };
  for (const side of ['memory', 'stored', 'ours']) {
    const name = `${head}, ${names[side]}`;
    const judged = side === 'ours';
    if (judged) figures.addLeast(`${name}: messages`, rate(side), '/s', MORE * rate('stored'));
    else figures.add(`${name}: messages`, rate(side), '/s');
    figures.add(`${name}: acknowledged within, p95`, of(side, 'p95'), 'ms');
    figures.add(`${name}: processor a message`, cost(side), 'µs');
    figures.add(`${name}: memory, nobody typing`, of(side, 'memory') / 1024, 'MiB', judged ? (LESS * of('stored', 'memory')) / 1024 : null);
    figures.add(`${name}: memory, all typing`, of(side, 'memory_busy') / 1024, 'MiB', judged ? (LESS * of('stored', 'memory_busy')) / 1024 : null);
  }
  const own = Math.max(...Object.values(sides).flat().map((run) => run.own_processors / run.seconds));
  figures.say(`the load itself took up to ${own.toFixed(1)} processors`);
}
