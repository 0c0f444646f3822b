// A shared draft is never lost: two devices of one person, and two people, type into one filing while
// networks, pages, browsers, the server and the disk fail, and whatever a footer called saved must be
// there at the end.
//
//   node tests/soak/soak.mjs [--rounds N] [--seed S] [--json] [--faults KIND,…]
//
// `BANGBAN_SERVER`, `BANGBAN_APP` and `CHROMIUM` say what to start.
import { parseArgs } from 'node:util';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Figures } from '../bench/figures.mjs';
import { FAULTS } from './plan.mjs';
import { Run } from './run.mjs';

const { values: options } = parseArgs({
  options: { rounds: { type: 'string', default: '200' }, seed: { type: 'string', default: '1' }, json: { type: 'boolean', default: false }, faults: { type: 'string', default: Object.keys(FAULTS).join() } },
});
const rounds = Number(options.rounds);
const figures = new Figures(options.json);
const folder = mkdtempSync(join(tmpdir(), 'bangban-soak-'));
const run = new Run(options, folder, rounds);
let lost = 0;
let done = 0;
try {
  await run.start();
  for (; done < rounds && lost === 0; done += 1) {
    const { words, wrong } = await run.round(done + 1, done + 1 === rounds);
    figures.say(`${String(done + 1).padStart(4)}  ${words}`);
    lost += wrong.length;
    if (wrong.length > 0) fail(wrong);
  }
} catch (error) {
  // What a browser printed is no part of it.
  fail([String(error.stack ?? error).replace(/Browser logs:[\s\S]*?(?=\n    at )/, '')]);
  lost += 1;
} finally {
  await run.end();
}
if (lost === 0) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
figures.add('soak, rounds', done, '');
for (const kind of Object.keys(FAULTS)) figures.add(`soak, faults: ${kind}`, run.faults[kind] ?? 0, '');
figures.add('soak, sockets cut in mid-frame', run.cuts(), '');
figures.add('soak, writes', run.ledger.writes, '');
figures.add('soak, writes seen as saved', run.ledger.seen, '');
figures.add('soak, further writes that were at rest', run.ledger.rested, '');
figures.add('soak, lost', lost, '', 0);
// A browser that was killed may keep something of ours open.
process.exit(lost > 0 ? 1 : 0);

function fail(wrong) {
  const text = [`seed ${options.seed}, round ${run.number}`, JSON.stringify(run.plan), '', ...wrong, '', run.trace.last(1500)].join('\n');
  writeFileSync(join(folder, 'what-happened.txt'), text);
  console.error(`✗ seed ${options.seed}, round ${run.number}: ${wrong.join('\n  ')}`);
  console.error(`\nThe last that happened:\n${run.trace.last(40)}\n\nAll of it, the profiles and the server's data are in ${folder}`);
}
