// The app on the real Hocuspocus, as `deploy/hocuspocus` runs it before the reference backend.

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Browser, Page, WebSocket } from '@playwright/test';
import * as Y from 'yjs';
import { sample, version } from '../e2e/support/form';
import { begin, expect, signIn, test as base, watch } from '../e2e/support/test';
import type { Server } from '../e2e/support/server';
import { Engine, withEngine } from './support/engine';
import { kept, peer, textOf } from './support/peer';
import { Redis } from './support/redis';

const item = 'special-working-hours.new';
/** Asks for no files: it can be submitted by one request. */
const nothingAttached = 'medical-institution.renewal';
/** What the console says of a socket that is not let through, and of what is refused by design. */
const OUTAGE = [/WebSocket connection/, /Failed to load resource/, /Failed to fetch/, /ERR_/];
/** Beyond the basic plane: Han of extensions B, C, E and G, and emoji of several code points. */
const RARE = '𠮷家𬭚𰻝👨‍👩‍👧🇨🇳';

const test = base.extend<{ pair: { server: Server; engine: Engine }; server: Server; engine: Engine }>({
  pair: async ({}, use) => withEngine((server, engine) => use({ server, engine })),
  server: async ({ pair }, use) => use(pair.server),
  engine: async ({ pair }, use) => use(pair.engine),
});

/** Submits a filing with answers that pass, and the files that it asks for: none. */
async function submit(page: Page, filing: string): Promise<number> {
  const body = { formVersion: version(nothingAttached), answers: sample(nothingAttached), commitment: true };
  return page.evaluate(
    async ([id, text]) => {
      const address = `/api/v1/filings/${id}`;
      const etag = (await fetch(address)).headers.get('ETag')!;
      const headers = { 'X-Bangban-Request': '1', 'Content-Type': 'application/json', 'If-Match': etag, 'Idempotency-Key': id };
      return (await fetch(`${address}/submission`, { method: 'POST', headers, body: text })).status;
    },
    [filing, JSON.stringify(body)] as const,
  );
}

async function device(browser: Browser, server: Server): Promise<{ page: Page; wrong: string[] }> {
  const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', serviceWorkers: 'block' });
  const page = await context.newPage();
  const wrong: string[] = [];
  watch(page, server, wrong, OUTAGE);
  await signIn(page, server, 'wang');
  return { page, wrong };
}

/** The sockets that a page opens. */
function sockets(page: Page): string[] {
  const opened: string[] = [];
  page.on('websocket', (socket) => opened.push(socket.url()));
  return opened;
}

const open = async (page: Page, server: Server, id: string) => {
  await page.goto(`${server.url}/filings/${id}/fill/4`);
  await page.locator('form.form').waitFor();
};
const reason = (page: Page) => page.locator('textarea').last();
const stored = (page: Page) => expect(page.locator('.saved.stored')).toContainText('已保存到政务服务中心');
const cookie = async (page: Page) => {
  const [one] = (await page.context().cookies()).filter(({ name }) => name === '__Host-session');
  return `${one.name}=${one.value}`;
};

test('two devices type rare Han and emoji; the screens, the backend and a client of Yjs agree', async ({ page, server, engine, browser }) => {
  const opened = sockets(page);
  await signIn(page, server, 'wang');
  const id = await begin(page, item);
  await open(page, server, id);
  await reason(page).fill(`港口作业${RARE}`);
  await stored(page);
  expect(opened).toEqual([engine.url]);

  const other = await device(browser, server);
  await open(other.page, server, id);
  await expect(reason(other.page)).toHaveValue(`港口作业${RARE}`);
  await reason(other.page).press('End');
  await reason(other.page).pressSequentially('，潮汐😀𬭚');
  await expect(reason(page)).toHaveValue(`港口作业${RARE}，潮汐😀𬭚`);
  // Both at the same time, one before and one behind.
  await reason(page).press('Home');
  await Promise.all([reason(page).pressSequentially('𠮷先'), reason(other.page).pressSequentially('后🧧')]);
  const text = `𠮷先港口作业${RARE}，潮汐😀𬭚后🧧`;
  await expect(reason(page)).toHaveValue(text);
  await expect(reason(other.page)).toHaveValue(text);
  await stored(page);
  await stored(other.page);
  // What reads as stored is stored.
  const who = await cookie(page);
  const document = await kept(`${server.url}/api/v1`, who, id, 'answers');
  expect(textOf(document, 'reason').toString()).toBe(text);

  const client = peer(engine.url, server.url, who, `${id}/answers`);
  await expect.poll(() => client.provider.isSynced).toBe(true);
  expect(textOf(client.document, 'reason').toString()).toBe(text);
  textOf(client.document, 'reason').insert(2, '㐂𪚥');
  const longer = `𠮷㐂𪚥${text.slice(2)}`;
  await expect(reason(page)).toHaveValue(longer);
  await expect(reason(other.page)).toHaveValue(longer);
  await expect.poll(() => client.provider.hasUnsyncedChanges).toBe(false);
  const after = await kept(`${server.url}/api/v1`, who, id, 'answers');
  expect(textOf(after, 'reason').toString()).toBe(longer);
  client.end();
  expect(other.wrong).toEqual([]);
  await other.page.context().close();
});

for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
  test(`what is typed while it is started anew arrives (${signal})`, async ({ page, server, engine, browser, expected }) => {
    expected.push(...OUTAGE);
    await signIn(page, server, 'wang');
    const id = await begin(page, item);
    await open(page, server, id);
    await reason(page).fill('先写一句𠮷');
    await stored(page);
    const other = await device(browser, server);
    await open(other.page, server, id);
    await expect(reason(other.page)).toHaveValue('先写一句𠮷');
    expect(await engine.end(signal)).toBe(signal === 'SIGTERM' ? 0 : null);
    await reason(page).press('End');
    await reason(page).pressSequentially('，停机时再写😀');
    await engine.run();
    await expect(reason(other.page)).toHaveValue('先写一句𠮷，停机时再写😀', { timeout: 20_000 });
    await stored(page);
    const document = await kept(`${server.url}/api/v1`, await cookie(page), id, 'answers');
    expect(textOf(document, 'reason').toString()).toBe('先写一句𠮷，停机时再写😀');
    expect(other.wrong).toEqual([]);
    await other.page.context().close();
  });
}

test('what is not stored is never acknowledged: the backend away, and back', async ({ page, server, expected }) => {
  expected.push(...OUTAGE);
  await signIn(page, server, 'wang');
  const id = await begin(page, item);
  await open(page, server, id);
  await reason(page).fill('先写一句');
  await stored(page);
  await server.kill();
  await reason(page).fill('先写一句，后台停了𬭚');
  await page.waitForTimeout(1_500);
  await expect(page.locator('.saved.stored')).toHaveCount(0);
  await server.run();
  await expect(page.locator('.saved.stored')).toBeVisible({ timeout: 30_000 });
  const document = await kept(`${server.url}/api/v1`, await cookie(page), id, 'answers');
  expect(textOf(document, 'reason').toString()).toBe('先写一句，后台停了𬭚');
});

test('a submitted filing can be read and not changed any more', async ({ page, server, engine, expected }) => {
  expected.push(...OUTAGE);
  await signIn(page, server, 'zhou');
  const id = await begin(page, nothingAttached);
  await page.goto(`${server.url}/filings/${id}/fill/2`);
  const address = page.locator('.field', { hasText: '详细地址' }).locator('input').first();
  await address.fill('示例大街20号𠮷');
  await stored(page);
  const who = await cookie(page);
  const client = peer(engine.url, server.url, who, `${id}/answers`);
  await expect.poll(() => client.provider.isSynced).toBe(true);
  expect(client.provider.authorizedScope).toBe('read-write');
  const content = Y.encodeStateVector(client.document);

  expect(await submit(page, id)).toBe(201);
  await expect.poll(() => client.provider.authorizedScope).toBe('readonly');
  await address.fill('提交以后写的');
  await expect(page.locator('.saved')).toContainText('未同步');
  textOf(client.document, 'changes/detail').insert(0, '也不行');
  await page.waitForTimeout(1_000);
  await expect(page.locator('.saved')).toContainText('未同步');
  expect(client.provider.hasUnsyncedChanges).toBe(true);
  client.end();
  const reader = peer(engine.url, server.url, who, `${id}/answers`);
  await expect.poll(() => reader.provider.isSynced).toBe(true);
  expect(reader.provider.authorizedScope).toBe('readonly');
  for (const document of [reader.document, await kept(`${server.url}/api/v1`, who, id, 'answers')]) {
    expect(Y.encodeStateVector(document)).toEqual(content);
  }
  reader.end();
});

test('a page at which nobody types stays on its socket', async ({ page, server }) => {
  await page.clock.install();
  const opened: WebSocket[] = [];
  page.on('websocket', (socket) => opened.push(socket));
  await signIn(page, server, 'wang');
  const id = await begin(page, item);
  await open(page, server, id);
  await reason(page).fill('先写一句');
  await stored(page);
  expect(opened).toHaveLength(1);
  // Hocuspocus closes a socket that says nothing for a minute, and asks after nobody.
  for (let minute = 0; minute < 3; minute += 1) {
    const asked = opened[0].waitForEvent('framesent', { timeout: 5_000 });
    const told = opened[0].waitForEvent('framereceived', { timeout: 5_000 });
    for (let passed = 0; passed < 52; passed += 26) {
      await page.clock.fastForward(26_000);
      await page.waitForTimeout(200);
    }
    await Promise.all([asked, told]);
  }
  await stored(page);
  expect(opened).toHaveLength(1);
});

/** The scripted talk of the real provider with either engine. */
for (const engine of ['backend', 'engine'] as const) {
  test(`the real provider and the ${engine}: text in both directions, presence, plain requests`, async ({ server, engine: real }) => {
    const env = { ...process.env, BANGBAN_URL: server.url, ...(engine === 'engine' ? { BANGBAN_REALTIME: real.url } : {}) };
    await promisify(execFile)(process.execPath, ['tests/interop/relay.mjs'], { env, timeout: 30_000 });
  });
}

test('two instances with Redis: presence and text go from one to the other', async ({ page, server }) => {
  const redis = await Redis.start();
  test.skip(redis === null, 'there is no redis-server');
  const engines = [await Engine.start(server.url, { redis: redis!.url }), await Engine.start(server.url, { redis: redis!.url })];
  await signIn(page, server, 'wang');
  const id = await begin(page, item);
  const who = await cookie(page);
  const [one, two] = engines.map(({ url }) => peer(url, server.url, who, `${id}/answers`));
  await expect.poll(() => one.provider.isSynced && two.provider.isSynced).toBe(true);
  textOf(one.document, 'reason').insert(0, '一𠮷');
  await expect.poll(() => textOf(two.document, 'reason').toString()).toBe('一𠮷');
  textOf(two.document, 'reason').insert(3, '二😀');
  await expect.poll(() => textOf(one.document, 'reason').toString()).toBe('一𠮷二😀');
  one.provider.setAwarenessField('field', 'reason');
  await expect.poll(() => two.provider.awareness!.getStates().get(one.document.clientID)?.field).toBe('reason');
  await expect.poll(() => one.provider.hasUnsyncedChanges || two.provider.hasUnsyncedChanges).toBe(false);
  const document = await kept(`${server.url}/api/v1`, who, id, 'answers');
  expect(textOf(document, 'reason').toString()).toBe('一𠮷二😀');
  // One instance goes, and the other has it all.
  await engines[0].end('SIGKILL');
  textOf(two.document, 'reason').insert(0, '余');
  await expect.poll(() => two.provider.hasUnsyncedChanges).toBe(false);
  // Without Redis it goes on, and what is acknowledged is stored.
  await redis!.end();
  textOf(two.document, 'reason').insert(0, '无');
  await expect.poll(() => two.provider.hasUnsyncedChanges).toBe(false);
  const last = await kept(`${server.url}/api/v1`, who, id, 'answers');
  expect(textOf(last, 'reason').toString()).toBe('无余一𠮷二😀');
  one.end();
  two.end();
  expect(await engines[1].end()).toBe(0);
});

test('nobody else is let in', async ({ page, server, engine }) => {
  await signIn(page, server, 'wang');
  const id = await begin(page, item);
  const who = await cookie(page);
  await page.context().clearCookies();
  await signIn(page, server, 'li');
  const other = await cookie(page);
  const heard: string[] = [];
  const stranger = peer(engine.url, server.url, other, `${id}/answers`);
  stranger.provider.on('authenticationFailed', ({ reason }: { reason: string }) => heard.push(reason));
  await expect.poll(() => heard).toEqual(['permission-denied']);
  stranger.end();
  for (const [origin, session, code] of [
    [server.url, '__Host-session=nobody', 4401],
    [server.url, '', 4401],
    ['https://elsewhere.example', who, 1006],
  ] as const) {
    const client = peer(engine.url, origin, session, `${id}/answers`);
    const codes: number[] = [];
    client.socket.on('close', ({ event }: { event: { code: number } }) => codes.push(event.code));
    await expect.poll(() => codes[0]).toBe(code);
    expect(client.provider.isSynced).toBe(false);
    client.end();
  }
});
