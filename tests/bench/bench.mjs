// Times in a slowed Chromium, printed as they are found. `--json`: an object a line.
import { chromium } from '@playwright/test';
import { bare } from './bare.mjs';
import { keyToPaint, percentile } from './keys.mjs';

const base = process.env.BANGBAN_URL ?? 'http://127.0.0.1:8080';
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const json = process.argv.includes('--json');
const SLOWED = 4;
const HEADERS = { 'X-Bangban-Request': '1', 'Content-Type': 'application/json' };

function say(measure, value, unit, limit = null) {
  const rounded = Math.round(value * 10) / 10;
  const ok = limit === null ? null : rounded <= limit;
  if (json) console.log(JSON.stringify({ measure, value: rounded, unit, limit, ok }));
  else console.log(`${measure.padEnd(44)} ${String(rounded).padStart(10)} ${unit.padEnd(6)} ${limit === null ? '' : `limit ${limit} ${ok ? 'ok' : 'MISSED'}`}`);
}

const median = (all) => percentile(all, 50);

const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
if (!json) console.log(`Chromium ${browser.version()}, CPU slowed ${SLOWED}×\n`);

async function slowed(network) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWED });
  await cdp.send('Network.enable');
  if (network) {
    await cdp.send('Network.emulateNetworkConditions', { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 });
  }
  return { context, page, cdp };
}

// A usable search box: what is typed finds something.
{
  const times = [];
  let bytes = 0;
  for (let run = 0; run < 3; run += 1) {
    const { context, page, cdp } = await slowed(true);
    bytes = 0;
    cdp.on('Network.loadingFinished', (event) => { bytes += event.encodedDataLength; });
    const start = Date.now();
    await page.goto(base, { waitUntil: 'commit' });
    // The app's own box: the one of the first paint only keeps what is typed until it comes.
    const input = page.locator('input[role=combobox]').first();
    await input.waitFor();
    await input.fill('特殊工时');
    await page.locator('[role=option]').first().waitFor({ timeout: 30_000 });
    times.push(Date.now() - start);
    await context.close();
  }
  say('search box usable, cold, 1.6 Mbit/s', median(times), 'ms', 2000);
  say('bytes until then', bytes, 'bytes');
}

// The search over the full catalogue.
{
  const { context, page } = await slowed(false);
  await page.goto(base);
  const input = page.locator('input[role=combobox]').first();
  await input.waitFor();
  await input.fill('食');
  await page.locator('[role=option]').first().waitFor();
  const times = await keyToPaint(page, input, '品经营许可食品生产许可公司设立登记道路运输');
  say('search key to paint, median', median(times), 'ms');
  say('search key to paint, p95', percentile(times, 95), 'ms', 24);
  await context.close();
}

// Forms, beside a page of the same inputs without any script.
const floor = {};
const shown = {};
for (const fields of [20, 200, 2000]) {
  const times = [];
  let keys = [];
  for (let run = 0; run < 3; run += 1) {
    const { context, page } = await slowed(false);
    const address = await bare(fields);
    const start = Date.now();
    await page.goto(address.url, { waitUntil: 'load' });
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
    times.push(Date.now() - start);
    keys = keys.concat(await keyToPaint(page, page.locator('input[type=text]').nth(5), 'abcdefghijklmnopqrst'));
    await context.close();
    address.close();
  }
  floor[fields] = { show: median(times), p95: percentile(keys, 95) };
  say(`bare page, ${fields} fields: shown`, median(times), 'ms');
  say(`bare page, ${fields} fields: key to paint, median`, median(keys), 'ms');
  say(`bare page, ${fields} fields: key to paint, p95`, percentile(keys, 95), 'ms');
}
for (const fields of [20, 200, 2000]) {
  const first = [];
  const all = [];
  let keys = [];
  let heap = 0;
  for (let run = 0; run < 3; run += 1) {
    const { context, page, cdp } = await slowed(false);
    await page.goto(`${base}/filings`);
    const id = await page.evaluate(async ([headers, item]) => {
      const who = await (await fetch('/api/v1/session/identities')).json();
      const post = (path, body) => fetch(`/api/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
      await post('/session', { identity: who[0].id });
      return (await (await post('/filings', { item })).json()).id;
    }, [HEADERS, `bench-${fields}`]);
    // The chunk of the filling pages is there, as it is after the first filing.
    await page.goto(`${base}/filings/${id}/fill`);
    await page.locator('form.form .field').first().waitFor();
    await page.goto(`${base}/filings/${id}`);
    await page.locator(`a[href*="/fill"]`).first().waitFor();
    const [there, whole] = await page.evaluate(async (wanted) => {
      const link = document.querySelector('a[href*="/fill"]');
      const start = performance.now();
      link.click();
      const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      const count = () => document.querySelectorAll('form.form .field').length;
      let first = 0;
      while (count() < wanted) {
        await painted();
        if (!first && count() > 0) first = performance.now() - start;
        if (performance.now() - start > 60_000) break;
      }
      await painted();
      return [first || performance.now() - start, performance.now() - start];
    }, fields);
    first.push(there);
    all.push(whole);
    keys = keys.concat(await keyToPaint(page, page.locator('form.form input[type=text]').nth(5), 'abcdefghijklmnopqrst'));
    heap = (await cdp.send('Runtime.getHeapUsage')).usedSize;
    await context.close();
  }
  shown[fields] = percentile(keys, 95);
  const limit = fields === 200 ? Math.round(floor[200].show * 2) : null;
  say(`form, ${fields} fields: in view`, median(first), 'ms', limit);
  say(`form, ${fields} fields: all there`, median(all), 'ms');
  say(`form, ${fields} fields: key to paint, median`, median(keys), 'ms');
  say(`form, ${fields} fields: key to paint, p95`, shown[fields], 'ms', Math.round(floor[fields].p95 * 1.15 * 10) / 10);
  say(`form, ${fields} fields: script heap`, heap / 1024, 'KiB');
}
await browser.close();
