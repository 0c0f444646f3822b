// Long forms: how soon they are there, what a key costs in their middle, what they hold.
import { inFreshPage, watchPaints } from './browser.mjs';
import { keyToPaint } from './keys.mjs';

const NAME = 'ab cde fgh ijk lmnopq';
const AMOUNT = '12345678901234567890';

/** A line, an amount that a rule of its group watches, and a long text, in the middle. */
function typed(page, fields) {
  const middle = fields / 2;
  const field = (at) => page.locator('form.form .field').nth(middle + at).locator('input, textarea');
  return [[field(1), NAME], [field(3), AMOUNT], [field(8), NAME]];
}

/** The page of the same inputs without any script. */
export function bareForm(browser, bare, fields) {
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

const API = '/api/v1';
const HEADERS = { 'X-Bangban-Request': '1', 'Content-Type': 'application/json' };

/** Signs in as the first demo identity and starts a filing of an item; its id. */
async function start(page, base, item) {
  await page.goto(`${base}/robots.txt`);
  return page.evaluate(async ([api, headers, wanted]) => {
    const ask = async (path, body) => {
      const answer = await fetch(api + path, body && { method: 'POST', headers, body: JSON.stringify(body) });
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
      return answer.json();
    };
    const [first] = await ask('/session/identities');
    await ask('/session', { identity: first.id });
    return (await ask('/filings', { item: wanted })).id;
  }, [API, HEADERS, item]);
}

/** Deletes the drafts again: a person may have only so many. */
function tidy(page, ids) {
  return page.evaluate(async ([api, headers, all]) => {
    for (const id of all) {
      const kept = await fetch(`${api}/filings/${id}`);
      await fetch(`${api}/filings/${id}`, { method: 'DELETE', headers: { ...headers, 'If-Match': kept.headers.get('ETag') } });
    }
  }, [API, HEADERS, ids]);
}

/** The app's form: shown from a press on the filing's page, the parts of the app being there. */
export function appForm(browser, base, fields) {
  return inFreshPage(browser, false, async ({ page, cdp }) => {
    await watchPaints(page);
    await watchMemory(page);
    const small = await start(page, base, 'bench-20');
    await page.goto(`${base}/filings/${small}/fill`);
    await page.locator('form.form .field').first().waitFor();
    const id = await start(page, base, `bench-${fields}`);
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
