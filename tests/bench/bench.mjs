// Times in a slowed Chromium, against the figures to reach. `--json`: an object a line;
// `--strict`: a missed limit is a failure. BANGBAN_URL is a server with `--demo --bench-forms`.
import { cpus, loadavg } from 'node:os';
import { serveBare } from './bare.mjs';
import { SLOWED, launch } from './browser.mjs';
import { Figures, median, percentile } from './figures.mjs';
import { appForm, bareForm } from './forms.mjs';
import * as search from './search.mjs';

const RUNS = Number(process.env.BENCH_RUNS ?? 3);
const SIZES = [20, 200, 2000];
/** How much more than the bare page a key may cost. */
const KEY_MARGIN = 1.15;

const base = (process.env.BANGBAN_URL ?? 'http://127.0.0.1:8080').replace(/\/$/, '');
const figures = new Figures(process.argv.includes('--json'));

async function times(count, work) {
  const all = [];
  for (let run = 0; run < count; run += 1) all.push(await work());
  return all;
}

async function measureSearch(browser) {
  const cold = await times(RUNS, () => search.usable(browser, base));
  figures.add('search box usable, 1.6 Mbit/s, nothing cached', median(cold.map((run) => run.time)), 'ms', 2000);
  figures.add('bytes until then', median(cold.map((run) => run.bytes)), 'bytes');
  const keys = (await times(RUNS, () => search.keys(browser, base))).flat();
  figures.add('search, key to paint, p50', median(keys), 'ms');
  figures.add('search, key to paint, p95', percentile(keys, 95), 'ms', 24);
}

/** Bare page and app turn by turn, so that whatever else the machine does hits both. */
async function measureForms(browser, bare) {
  let short = null;
  for (const fields of SIZES) {
    const floor = [];
    const app = [];
    for (let run = 0; run < RUNS; run += 1) {
      floor.push(await bareForm(browser, bare, fields));
      app.push(await appForm(browser, base, fields));
    }
    const of = (runs, name) => runs.flatMap((run) => run[name]);
    const bareAll = median(of(floor, 'all'));
    const bareP95 = percentile(of(floor, 'keys'), 95);
    const appP95 = percentile(of(app, 'keys'), 95);
    short ??= appP95;
    figures.add(`${fields} fields, bare page: all shown`, bareAll, 'ms');
    figures.add(`${fields} fields, form: first field shown`, median(of(app, 'first')), 'ms', fields === 200 ? 2 * bareAll : null);
    figures.add(`${fields} fields, form: all shown`, median(of(app, 'all')), 'ms');
    figures.add(`${fields} fields, bare page: key to paint, p50`, median(of(floor, 'keys')), 'ms');
    figures.add(`${fields} fields, bare page: key to paint, p95`, bareP95, 'ms');
    figures.add(`${fields} fields, form: key to paint, p50`, median(of(app, 'keys')), 'ms');
    figures.add(`${fields} fields, form: key to paint, p95`, appP95, 'ms', KEY_MARGIN * bareP95);
    if (fields === 2000) figures.add('2000 fields, form: key to paint like 20, p95', appP95, 'ms', KEY_MARGIN * short);
    figures.add(`${fields} fields, form: script heap`, median(of(app, 'heap')) / 1024, 'KiB');
    figures.add(`${fields} fields, form: memory of the app`, median(of(app, 'wasm')) / 1024, 'KiB');
  }
}

const browser = await launch(process.env.CHROMIUM ?? '/usr/bin/chromium');
const bare = await serveBare();
try {
  figures.say(`Chromium ${browser.version()}, ${cpus().length} cores (${cpus()[0]?.model.trim()}), CPU slowed ${SLOWED}×, medians of ${RUNS} runs`);
  const busy = loadavg()[0];
  if (busy > 0.5) console.error(`the machine is busy (load ${busy.toFixed(1)}): the times are worse than they would be`);
  await measureSearch(browser);
  await measureForms(browser, bare.url);
} finally {
  await browser.close();
  bare.close();
}
if (process.argv.includes('--strict') && figures.missed > 0) process.exitCode = 1;
