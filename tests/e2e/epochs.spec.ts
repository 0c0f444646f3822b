import type { Browser, Page } from '@playwright/test';
import * as Y from 'yjs';
import { ask, begin, expect, signIn, test, watch } from './support/test';
import type { Server } from './support/server';

const item = 'special-working-hours.new';
const OFFLINE = [/Failed to load resource/, /ERR_/, /WebSocket connection/, /Failed to fetch/];

const open = async (page: Page, server: Server, id: string) => {
  await page.goto(`${server.url}/filings/${id}/fill/4`);
  await page.locator('form.form').waitFor();
};
const reason = (page: Page) => page.locator('textarea').last();
const stored = (page: Page) => expect(page.locator('.saved.stored')).toContainText('已保存到政务服务中心');

/** Another device of the same person. */
async function device(browser: Browser, server: Server): Promise<{ page: Page; wrong: string[] }> {
  const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
  const page = await context.newPage();
  const wrong: string[] = [];
  watch(page, server, wrong, OFFLINE);
  await signIn(page, server, 'wang');
  return { page, wrong };
}

const address = (server: Server, id: string, document: string) => `${server.url}/api/v1/filings/${id}/documents/${document}/updates`;

/** Leaves so many traces in a document that the server begins it anew, with the last of them: each
 * takes nine bytes, and 32 KiB are let be. */
async function wear(page: Page, server: Server, id: string, document: string): Promise<void> {
  const doc = new Y.Doc();
  // The number of a replica is written with each trace: one of five bytes, as most are.
  doc.clientID = 2 ** 31 + Math.floor(Math.random() * 2 ** 31);
  // A map of the person's own: into another's nobody may write.
  const { person } = await ask<{ person: { id: string } }>(page, '/session');
  const map = doc.getMap(`v:---------${person.id}`);
  let made: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => made.push(update));
  for (let round = 0; round < 5; round += 1) {
    for (let edit = 0; edit < 800; edit += 1) map.set(`wear/${edit % 2}`, edit);
    if (round === 4) [0, 1].forEach((key) => map.delete(`wear/${key}`));
    const body = Buffer.concat(made.map((update) => Buffer.concat([length(update.length), update])));
    made = [];
    const answer = await page.request.post(address(server, id, document), {
      headers: { 'X-Bangban-Request': '1', 'Content-Type': 'application/octet-stream' },
      data: body,
    });
    expect(answer.status()).toBe(204);
  }
}

/** A number of seven bits a byte, lowest first. */
function length(number: number): Buffer {
  return number < 128 ? Buffer.from([number]) : Buffer.from([(number & 127) | 128, number >> 7]);
}

async function epoch(page: Page, server: Server, id: string): Promise<string | undefined> {
  const answer = await page.request.get(address(server, id, 'answers'), { headers: { 'X-Bangban-Request': '1' } });
  return answer.headers()['x-bangban-epoch'];
}

/** The documents in the log of the device, and how many bytes they take; under `rows` how many
 * rows. */
async function log(page: Page): Promise<Record<string, number>> {
  return page.evaluate(async () => {
    const bytes: Record<string, number> = { rows: 0 };
    for (const { name } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((done, fail) => {
        const asked = indexedDB.open(name!);
        asked.onsuccess = () => done(asked.result);
        asked.onerror = () => fail(asked.error);
      });
      if (database.objectStoreNames.contains('updates')) {
        const rows = await new Promise<{ document: string; bytes: Uint8Array }[]>((done) => {
          const asked = database.transaction('updates').objectStore('updates').getAll();
          asked.onsuccess = () => done(asked.result);
        });
        bytes.rows += rows.length;
        for (const row of rows) bytes[row.document] = (bytes[row.document] ?? 0) + row.bytes.length;
      }
      database.close();
    }
    return bytes;
  });
}

test('the server begins a draft anew while one device is away with unsent changes: both have all', async ({ page, server, browser }) => {
  await signIn(page, server, 'wang');
  const id = await begin(page, item);
  await open(page, server, id);
  await reason(page).fill('港口作业');
  await stored(page);
  const second = await page.context().newPage();
  await open(second, server, id);
  const other = await device(browser, server);
  await open(other.page, server, id);
  await expect(reason(other.page)).toHaveValue('港口作业');
  await stored(other.page);
  await other.page.context().setOffline(true);
  await reason(other.page).press('End');
  await reason(other.page).pressSequentially('，离线写的');
  await expect(other.page.locator('.saved')).toContainText('已存在本机');

  await wear(page, server, id, 'answers');
  await expect.poll(() => epoch(page, server, id), { timeout: 30_000 }).toBe('1');
  // Whoever is there goes on, in both tabs, and nothing is to be seen of it.
  await expect.poll(() => log(page), { timeout: 20_000 }).toMatchObject({ 'answers@1': expect.any(Number) });
  await expect.poll(async () => (await log(page)).answers).toBeUndefined();
  expect((await log(page))['answers@1']).toBeLessThan(4_000);
  await expect(reason(page)).toHaveValue('港口作业');
  await reason(second).press('Home');
  await reason(second).pressSequentially('我司');
  await expect(reason(page)).toHaveValue('我司港口作业');
  await stored(page);
  await stored(second);

  await other.page.context().setOffline(false);
  for (const one of [page, second, other.page]) await expect(reason(one)).toHaveValue('我司港口作业，离线写的', { timeout: 30_000 });
  await stored(other.page);
  await expect.poll(async () => (await log(other.page)).answers).toBeUndefined();
  await reason(other.page).press('End');
  await reason(other.page).pressSequentially('。');
  await expect(reason(page)).toHaveValue('我司港口作业，离线写的。');
  // Opened anew, it is the same.
  await open(other.page, server, id);
  await expect(reason(other.page)).toHaveValue('我司港口作业，离线写的。');
  expect(other.wrong).toEqual([]);
  await other.page.context().close();
});

test('a page that was closed with unsent changes brings them when the draft has been begun anew', async ({ page, server, browser }) => {
  await signIn(page, server, 'wang');
  const id = await begin(page, item);
  const other = await device(browser, server);
  await open(other.page, server, id);
  await reason(other.page).fill('因为');
  await stored(other.page);
  await other.page.context().setOffline(true);
  await reason(other.page).press('End');
  await reason(other.page).pressSequentially('潮汐');
  await expect(other.page.locator('.saved')).toContainText('已存在本机');
  await other.page.close();
  await wear(page, server, id, 'answers');
  await expect.poll(() => epoch(page, server, id), { timeout: 30_000 }).toBe('1');
  await other.page.context().setOffline(false);
  const again = await other.page.context().newPage();
  await open(again, server, id);
  await expect(reason(again)).toHaveValue('因为潮汐');
  await stored(again);
  await open(page, server, id);
  await expect(reason(page)).toHaveValue('因为潮汐');
  await expect.poll(async () => (await log(again)).answers).toBeUndefined();
  await other.page.context().close();
});

test('the log of a device is kept short while somebody types on and on', async ({ page, server }) => {
  test.slow();
  await signIn(page, server, 'wang');
  const id = await begin(page, item);
  await open(page, server, id);
  await reason(page).fill('因为');
  await stored(page);
  const text = '港口作业受潮汐影响不能停'.repeat(35);
  await reason(page).press('End');
  let most = 0;
  for (let at = 0; at < text.length; at += 30) {
    await reason(page).pressSequentially(text.slice(at, at + 30));
    most = Math.max(most, (await log(page)).rows);
  }
  await stored(page);
  // 420 keys, of which the last that came since it was made short are rows of their own.
  await expect.poll(async () => (await log(page)).rows, { timeout: 15_000 }).toBeLessThan(most);
  const { rows, ...bytes } = await log(page);
  const all = Object.values(bytes).reduce((sum, one) => sum + one, 0);
  expect(all).toBeLessThan(4 * Buffer.byteLength(text) + 32 * 1024);
  await open(page, server, id);
  await expect(reason(page)).toHaveValue(`因为${text}`);
});
