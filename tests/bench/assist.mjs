// Two people in one filing: how soon the assistant has it after the consent, how soon each sees
// where the other is and points, and whether a crowd that looks on slows who types. Both pages are
// of one browser, whose clock is the machine's.
import { percentile, median } from './figures.mjs';
import { begin } from './filing.mjs';
import { keyToPaint } from './keys.mjs';

const ITEM = 'special-working-hours.new';
const SIZE = { viewport: { width: 1280, height: 900 }, locale: 'zh-CN', serviceWorkers: 'block' };
const MOVES = 60;
const CROWD = 20;
/** A session may have eight sockets. */
const EACH = 7;
const LETTERS = 'abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz';
const JSON_FROM_APP = { 'X-Bangban-Request': '1', 'Content-Type': 'application/json' };

async function someone(browser, base, who) {
  const context = await browser.newContext(SIZE);
  const page = await context.newPage();
  await page.goto(`${base}/robots.txt`);
  await post(page, '/session', { identity: who });
  return page;
}

function post(page, path, body) {
  return page.evaluate(
    ([headers, path, body]) => fetch(`/api/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) }).then((answer) => answer.json()),
    [JSON_FROM_APP, path, body],
  );
}

const now = (page) => page.evaluate(() => performance.timeOrigin + performance.now());

/** Notes in the page when what the selector finds is painted first, or somewhere else. */
function watchMark(page, selector) {
  return page.evaluate((selector) => {
    window.benchMoved = [];
    const channel = new MessageChannel();
    channel.port1.onmessage = () => window.benchMoved.push(performance.timeOrigin + performance.now());
    let before;
    const look = () => {
      const one = document.querySelector(selector);
      const here = one ? `${one.style.left} ${one.style.top}` : undefined;
      if (here !== undefined && here !== before) channel.port2.postMessage(0);
      before = here;
      window.benchLook = requestAnimationFrame(look);
    };
    cancelAnimationFrame(window.benchLook);
    look();
  }, selector);
}

/** Does something in one page so many times, and gives how long the other took to show each. */
async function delays(from, to, selector, work) {
  await watchMark(to, selector);
  const all = [];
  for (let each = 0; each < MOVES; each += 1) {
    await from.waitForTimeout(120 + (each * 7) % 17);
    const count = await to.evaluate(() => window.benchMoved.length);
    await from.evaluate(work, each);
    const seen = await to.waitForFunction((count) => window.benchMoved[count], count, { timeout: 5_000 });
    all.push((await seen.jsonValue()) - (await from.evaluate(() => window.benchDone)));
  }
  return all.slice(5);
}

/** From a press on the consent to the first answer on the assistant's screen. */
async function consent(browser, base) {
  const wang = await someone(browser, base, 'wang');
  const zhao = await someone(browser, base, 'assistant-zhao');
  const filing = await begin(wang, ITEM);
  const { id } = await post(wang, '/assistance', { filing, step: '2', field: 'org/name', question: '怎么填' });
  await post(zhao, `/assistance/${id}/moves`, { move: 'claim', wanted: 'fill' });
  await zhao.goto(`${base}/staff/${id}`);
  await wang.goto(`${base}/filings/${filing}/fill/2`);
  const agree = wang.locator('dialog[open]').getByRole('button', { name: '同意', exact: true });
  await agree.waitFor();
  await wang.waitForTimeout(1500);
  await zhao.evaluate(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => { window.benchShown = performance.timeOrigin + performance.now(); };
    const look = () => {
      if (document.querySelector('#line-org-name .line-value .pre')) channel.port2.postMessage(0);
      else requestAnimationFrame(look);
    };
    look();
  });
  await wang.evaluate(() => {
    document.addEventListener('click', () => { window.benchDone = performance.timeOrigin + performance.now(); }, { capture: true, once: true });
  });
  await agree.click();
  await zhao.waitForFunction(() => window.benchShown, null, { timeout: 20_000 });
  const took = (await zhao.evaluate(() => window.benchShown)) - (await wang.evaluate(() => window.benchDone));
  return { wang, zhao, id, filing, took };
}

/** Sockets that show themselves in the filing, moving all the time; what is given ends them. */
async function crowd(page, filing, count, first) {
  await page.evaluate(async ([filing, count, first]) => {
    const text = new TextEncoder();
    const number = (value) => {
      const bytes = [];
      for (let rest = value; ; rest = Math.floor(rest / 128)) {
        if (rest < 128) { bytes.push(rest); return bytes; }
        bytes.push(rest % 128 + 128);
      }
    };
    const words = (value) => { const bytes = text.encode(value); return [...number(bytes.length), ...bytes]; };
    const name = words(`${filing}/assist`);
    const address = `${location.origin.replace('http', 'ws')}/api/v1/realtime`;
    window.benchCrowd = await Promise.all(Array.from({ length: count }, (_, each) => new Promise((done, fail) => {
      const socket = new WebSocket(address);
      socket.binaryType = 'arraybuffer';
      socket.onerror = fail;
      let clock = 0;
      socket.onopen = () => {
        socket.send(new Uint8Array([...name, 2, 0, ...words(''), ...words('')]));
        setInterval(() => {
          if (socket.readyState !== 1) return;
          clock += 1;
          const state = JSON.stringify({ step: 2, field: 'org/name', pointer: { at: 'org/name', x: (clock % 100) / 100, y: 0.5 } });
          const entry = [...number(1), ...number(first + each), ...number(clock), ...words(state)];
          socket.send(new Uint8Array([...name, 1, ...number(entry.length), ...entry]));
        }, 100);
        done(socket);
      };
    })));
  }, [filing, count, first]);
}

export async function measure({ browser, base, figures, runs }) {
  const took = [];
  let last;
  for (let run = 0; run < runs; run += 1) {
    last = await consent(browser, base);
    took.push(last.took);
    if (run + 1 < runs) {
      await post(last.wang, `/assistance/${last.id}/moves`, { move: 'end' });
      await last.wang.context().close();
      await last.zhao.context().close();
    }
  }
  figures.add('assist: consent to the filing at the assistant, median', median(took), 'ms', 500);
  const { wang, zhao, filing } = last;
  await zhao.locator('#line-org-name').waitFor();
  await zhao.waitForTimeout(1000);
  await zhao.evaluate(() => document.querySelector('#line-org-name').scrollIntoView({ block: 'center' }));
  const point = (each) => {
    const line = document.querySelector('#line-org-name');
    const { x, y, width, height } = line.getBoundingClientRect();
    const at = { clientX: x + (width * ((each * 13) % 90)) / 100, clientY: y + height / 2, bubbles: true };
    window.benchDone = performance.timeOrigin + performance.now();
    line.dispatchEvent(new PointerEvent('pointermove', at));
  };
  const pointer = await delays(zhao, wang, '#together-pointer-0', point);
  figures.add('assist: a pointer from one to the other, p95', percentile(pointer, 95), 'ms', 50);
  const focus = (each) => {
    const fields = ['#f4', '#f5', '#f6', '#f7'].map((id) => document.querySelector(id)).filter(Boolean);
    const all = fields.length > 1 ? fields : [...document.querySelectorAll('form.form input[type=text]')];
    window.benchDone = performance.timeOrigin + performance.now();
    all[each % all.length].focus({ preventScroll: true });
  };
  const focused = await delays(wang, zhao, '#together-field-0', focus);
  figures.add('assist: a focus from one to the other, p95', percentile(focused, 95), 'ms', 50);
  const input = wang.locator('.field', { has: wang.locator('label', { hasText: '单位名称' }) }).locator('input').first();
  const alone = await keyToPaint(wang, [[input, LETTERS]]);
  const more = [];
  for (let there = 0; there < CROWD; there += EACH) {
    const page = await someone(browser, base, 'wang');
    more.push(page);
    await crowd(page, filing, Math.min(EACH, CROWD - there), 1000 + there);
  }
  await wang.waitForTimeout(1000);
  const watched = await keyToPaint(wang, [[input, LETTERS]]);
  figures.add('assist: key to paint, nobody looks on, p95', percentile(alone, 95), 'ms');
  figures.add(`assist: key to paint, ${CROWD} look on, p95`, percentile(watched, 95), 'ms', Math.max(16.7, percentile(alone, 95) * 1.25));
  for (const page of [wang, zhao, ...more]) await page.context().close();
}
