// Long forms: how soon they are there, what a key costs in their middle, what they hold.
import { serveBare } from './bare.mjs';
import { inFreshPage, watchPaints } from './browser.mjs';
import { median, percentile } from './figures.mjs';
import { begin, signIn, tidy } from './filing.mjs';
import { keyToPaint } from './keys.mjs';

const SIZES = [20, 200, 2000];
/** How much more than the bare page a key may cost. */
const KEY_MARGIN = 1.15;
const NAME = 'ab cde fgh ijk lmnopq';
const AMOUNT = '12345678901234567890';

/** A line, an amount that a rule of its group watches, and a long text, in the middle. */
function typed(page, fields) {
  const middle = fields / 2;
  const field = (at) => page.locator('form.form .field').nth(middle + at).locator('input, textarea');
  return [[field(1), NAME], [field(3), AMOUNT], [field(8), NAME]];
}

/** The page of the same inputs without any script. */
function bareForm(browser, bare, fields) {
  return inFreshPage(browser, false, async ({ page }) => {
    await watchPaints(page);
    await page.addInitScript((wanted) => { window.benchWatch = window.benchSeen('field', wanted); }, fields);
    await page.goto(bare);
    await Promise.all([page.waitForURL(`${bare}/${fields}`, { waitUntil: 'commit' }), page.click(`a[href="/${fields}"]`)]);
    const seen = await page.evaluate(async () => {
      const { first, all } = await window.benchWatch;
      // From the answer on: what it takes to leave the page before is not this one's.
      const { responseStart } = performance.getEntriesByType('navigation')[0];
      return { first: first - responseStart, all: all - responseStart };
    });
    const keys = await keyToPaint(page, typed(page, fields));
    return { ...seen, keys };
  });
}

/** The app's form: shown from a press on the filing's page, the parts of the app being there. */
function appForm(browser, base, fields) {
  return inFreshPage(browser, false, async ({ page, cdp }) => {
    await watchPaints(page);
    await watchMemory(page);
    await signIn(page, base);
    const small = await begin(page, 'bench-20');
    await page.goto(`${base}/filings/${small}/fill`);
    await page.locator('form.form .field').first().waitFor();
    const id = await begin(page, `bench-${fields}`);
    await page.goto(`${base}/filings/${id}`);
    await page.locator('a[href*="/fill"]').first().waitFor();
    await page.waitForTimeout(1000);
    const seen = await page.evaluate(async (wanted) => {
      const pressed = performance.now();
      document.querySelector('a[href*="/fill"]').click();
      const { first, all } = await window.benchSeen('field', wanted);
      return { first: first - pressed, all: all - pressed };
    }, fields);
    const held = await memory(page, cdp);
    const keys = await keyToPaint(page, typed(page, fields));
    await tidy(page, [small, id]);
    return { ...seen, keys, ...held };
  });
}

/** Keeps a hand on the app's memory, which no protocol command tells of. */
function watchMemory(page) {
  return page.addInitScript(() => {
    for (const name of ['instantiate', 'instantiateStreaming']) {
      const whole = WebAssembly[name];
      WebAssembly[name] = async (...given) => {
        const made = await whole.apply(WebAssembly, given);
        window.benchMemory ??= (made.instance ?? made).exports.memory;
        return made;
      };
    }
  });
}

/** Bytes of the script heap and of the app's own memory. */
async function memory(page, cdp) {
  await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  return { heap: usedSize, wasm: await page.evaluate(() => window.benchMemory.buffer.byteLength) };
}

export async function measure(bench) {
  const bare = await serveBare();
  try {
    await measureBeside(bare.url, bench);
  } finally {
    bare.close();
  }
}

/** Bare page and app turn by turn, so that whatever else the machine does hits both. */
async function measureBeside(bare, { browser, base, figures, runs }) {
  let short = null;
  for (const fields of SIZES) {
    const floor = [];
    const app = [];
    for (let run = 0; run < runs; run += 1) {
      floor.push(await bareForm(browser, bare, fields));
      app.push(await appForm(browser, base, fields));
    }
    const of = (all, name) => all.flatMap((run) => run[name]);
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
