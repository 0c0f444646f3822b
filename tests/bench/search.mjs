// The search box: how soon it can be used, and how soon it answers a key.
import { inFreshPage } from './browser.mjs';
import { median, percentile, times } from './figures.mjs';
import { keyToPaint } from './keys.mjs';

const BOX = 'input[type=search]';
const HIT = '.hits [role=option]';

/** From an empty cache to hits for what is typed; someone types from the first moment on. */
function usable(browser, base) {
  return inFreshPage(browser, true, async ({ page, cdp }) => {
    let bytes = 0;
    cdp.on('Network.dataReceived', (event) => { bytes += event.encodedDataLength; });
    cdp.on('Network.responseReceived', (event) => { bytes += event.response.encodedDataLength; });
    await page.addInitScript((hit) => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => {
        if (document.querySelector(hit)) window.benchUsable = performance.now();
        else requestAnimationFrame(() => channel.port2.postMessage(0));
      };
      requestAnimationFrame(() => channel.port2.postMessage(0));
    }, HIT);
    await page.goto(base, { waitUntil: 'commit' });
    let time = null;
    for (let turn = 0; time === null; turn += 1) {
      if (turn > 300) throw new Error('the search box never answered');
      await page.locator(BOX).first().fill(turn % 2 ? 'ts' : 't').catch(() => {});
      await page.waitForTimeout(60);
      time = await page.evaluate(() => window.benchUsable ?? null);
    }
    return { time, bytes };
  });
}

/** What people type: names, parts of names, full pinyin, initials, a slip. */
const ASKED = ['食品经营许可证', 'teshugongshi', '道路运输', 'ldpq', '开饭馆', 'shebaoka', '特殊公时', 'yljg'];

/** The time of each key over the whole catalogue. */
function keys(browser, base) {
  return inFreshPage(browser, false, async ({ page }) => {
    await page.goto(base);
    const input = page.locator(`${BOX}:not(#first-q)`);
    await input.fill('t');
    await page.locator(HIT).first().waitFor();
    const taken = [];
    for (const text of ASKED) {
      await input.fill('');
      taken.push(...await keyToPaint(page, [[input, text]]));
    }
    return taken;
  });
}

export async function measure({ browser, base, figures, runs }) {
  const cold = await times(runs, () => usable(browser, base));
  figures.add('search box usable, 1.6 Mbit/s, nothing cached', median(cold.map((run) => run.time)), 'ms', 2000);
  figures.add('bytes until then', median(cold.map((run) => run.bytes)), 'bytes');
  const all = (await times(runs, () => keys(browser, base))).flat();
  figures.add('search, key to paint, p50', median(all), 'ms');
  figures.add('search, key to paint, p95', percentile(all, 95), 'ms', 24);
}
