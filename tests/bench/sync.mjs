// The shared draft: from a key in one browser to the paint in the other, what is sent for it, and
// how soon a draft with a long history is there. Beside a plain page of yjs and the Hocuspocus
// provider on the same server.
import { median, percentile } from './figures.mjs';
import { begin, signIn, tidy } from './filing.mjs';
import { bringHistory } from './history.mjs';
import * as load from './load.mjs';
import { typeAcross } from './pair.mjs';
import * as plain from './plain/serve.mjs';

/** What is missing for it, in words; `null` where nothing is. */
export const missing = () => plain.missing() ?? load.missing();

const ITEM = 'bench-20';
/** The first long text of that form. */
const FIELD = 'f8';
const EDITS = 10_000;
const WINDOW = { viewport: { width: 1280, height: 900 }, locale: 'zh-CN', serviceWorkers: 'block' };

const SIDES = {
  app: { name: 'app', address: (base, filing) => `${base}/filings/${filing}/fill`, control: 'form.form textarea' },
  plain: { name: 'plain page', address: (base, filing) => plain.plainAddress(base, `${filing}/answers`, `text:${FIELD}`), control: 'textarea' },
};

/** A browser of the person's own, which knows nothing yet. */
async function device(browser, base) {
  const context = await browser.newContext(WINDOW);
  await plain.servePlain(context, base);
  const page = await context.newPage();
  await signIn(page, base);
  return page;
}

/** Opens the text, and gives how long it took from the navigation until the text is shown. */
async function openText(page, base, filing, side) {
  await page.addInitScript((selector) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => { window.benchShown = performance.now(); };
    const look = () => {
      if (document.querySelector(selector)?.value) channel.port2.postMessage(0);
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, side.control);
  await page.goto(side.address(base, filing));
  await page.waitForFunction(() => window.benchShown, null, { timeout: 60_000 });
  return page.evaluate(() => window.benchShown);
}

async function withDevices(count, browser, base, work) {
  const pages = [];
  try {
    for (let each = 0; each < count; each += 1) pages.push(await device(browser, base));
    return await work(...pages);
  } finally {
    for (const page of pages) await page.context().close();
  }
}

/** A fresh filing in two browsers. */
function across(browser, base, side) {
  return withDevices(2, browser, base, async (one, two) => {
    const filing = await begin(one, ITEM);
    const opened = [];
    for (const page of [one, two]) {
      await page.goto(side.address(base, filing));
      const control = page.locator(side.control).first();
      await control.waitFor();
      opened.push({ page, control });
    }
    const measured = await typeAcross(...opened);
    await tidy(one, [filing]);
    return measured;
  });
}

async function measureAcross({ browser, base, figures, runs }) {
  const measured = { plain: [], app: [] };
  for (let run = 0; run < runs; run += 1) {
    for (const side of Object.keys(measured)) measured[side].push(await across(browser, base, SIDES[side]));
  }
  const times = (side, part) => percentile(measured[side].flatMap((one) => one.times), part);
  const each = (side, what) => median(measured[side].map((one) => one[what]));
  for (const side of Object.keys(measured)) {
    const { name } = SIDES[side];
    const limit = (value) => (side === 'app' ? value : null);
    for (const part of [50, 95]) {
      figures.add(`two browsers, ${name}: key to the other's paint, p${part}`, times(side, part), 'ms', limit(times('plain', part)));
    }
    figures.add(`two browsers, ${name}: sent for a key`, each(side, 'bytes'), 'bytes');
    figures.add(`two browsers, ${name}: frames for a key`, each(side, 'frames'), '');
  }
}

async function measureOpening({ browser, base, figures, runs }) {
  const measured = { plain: [], app: [] };
  await withDevices(1, browser, base, async (first) => {
    const filing = await begin(first, ITEM);
    await bringHistory(first, filing, EDITS, FIELD);
    for (let run = 0; run < runs; run += 1) {
      for (const side of Object.keys(measured)) {
        measured[side].push(await withDevices(1, browser, base, (page) => openText(page, base, filing, SIDES[side])));
      }
    }
    await tidy(first, [filing]);
  });
  for (const [side, all] of Object.entries(measured)) {
    figures.add(`draft of ${EDITS.toLocaleString('en')} edits, ${SIDES[side].name}: text shown`, median(all), 'ms');
  }
}

export async function measure(bench) {
  await measureAcross(bench);
  await measureOpening(bench);
}
