// Times, bytes and loads, against the figures to reach. `bench.mjs [--json] [--strict] [PART…]`:
// `--json`: an object a line; `--strict`: a missed limit is a failure; without parts, all of them.
// BANGBAN_URL is a server with `--demo --bench-forms`.
import { cpus, loadavg } from 'node:os';
import { SLOWED, launch } from './browser.mjs';
import { Figures } from './figures.mjs';
import * as assist from './assist.mjs';
import * as forms from './forms.mjs';
import * as relay from './relay.mjs';
import * as search from './search.mjs';
import * as sync from './sync.mjs';

const PARTS = { search, forms, sync, relay, assist };
const runs = Number(process.env.BENCH_RUNS ?? 3);
const base = (process.env.BANGBAN_URL ?? 'http://127.0.0.1:8080').replace(/\/$/, '');

const words = process.argv.slice(2);
const named = words.filter((word) => !word.startsWith('--'));
const unknown = named.find((name) => !(name in PARTS));
if (unknown) throw new Error(`there is no part ${unknown}; there are ${Object.keys(PARTS).join(', ')}`);
const figures = new Figures(words.includes('--json'));

const browser = await launch(process.env.CHROMIUM ?? '/usr/bin/chromium');
try {
  figures.say(`Chromium ${browser.version()}, Node ${process.versions.node}, ${cpus().length} cores (${cpus()[0]?.model.trim()}), `
    + `CPU slowed ${SLOWED}× for search and forms, medians of ${runs} runs`);
  for (const [name, part] of Object.entries(PARTS)) {
    if (named.length > 0 && !named.includes(name)) continue;
    const lacking = part.missing?.();
    if (lacking) {
      console.error(`${name} is left out: ${lacking}`);
      continue;
    }
    const busy = loadavg()[0];
    if (busy > 0.5) console.error(`the machine is busy (load ${busy.toFixed(1)}) before ${name}: the times are worse than they would be`);
    await part.measure({ browser, base, figures, runs });
  }
} finally {
  await browser.close();
}
if (words.includes('--strict') && figures.missed > 0) process.exitCode = 1;
