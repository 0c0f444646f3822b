import type { Browser, Page } from '@playwright/test';
import { begin, expect, signIn, test, watch } from './support/test';
import type { Server } from './support/server';

const item = 'special-working-hours.new';
const OFFLINE = [/Failed to load resource/, /ERR_/, /WebSocket connection/, /Failed to fetch/];

/** Another device of the same person. */
async function device(browser: Browser, server: Server): Promise<{ page: Page; wrong: string[] }> {
  const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
  const page = await context.newPage();
  const wrong: string[] = [];
  watch(page, server, wrong, OFFLINE);
  await signIn(page, server, 'wang');
  return { page, wrong };
}

const open = async (page: Page, server: Server, id: string, step: number) => {
  await page.goto(`${server.url}/filings/${id}/fill/${step}`);
  await page.locator('form.form').waitFor();
};
const reason = (page: Page) => page.locator('textarea').last();
const contact = (page: Page) => page.locator('.field', { hasText: '联系人手机号' }).locator('input').first();
const stored = (page: Page) => expect(page.locator('.saved.stored')).toContainText('已保存到政务服务中心');

test('what is typed on one device is on another, and appears there while it is open', async ({ page, server, browser }) => {
  await signIn(page, server, 'wang');
  const id = await begin(page, item);
  await open(page, server, id, 4);
  await reason(page).fill('港口作业受潮汐影响𠮷');
  await stored(page);
  const other = await device(browser, server);
  await open(other.page, server, id, 4);
  await expect(reason(other.page)).toHaveValue('港口作业受潮汐影响𠮷');
  await reason(other.page).press('End');
  await reason(other.page).pressSequentially('，不能停😀');
  await expect(reason(page)).toHaveValue('港口作业受潮汐影响𠮷，不能停😀');
  await stored(other.page);
  expect(other.wrong).toEqual([]);
  await other.page.context().close();
});

test('two tabs of one filing show the same', async ({ page, server }) => {
  await signIn(page, server, 'wang');
  const id = await begin(page, item);
  await open(page, server, id, 2);
  const second = await page.context().newPage();
  await open(second, server, id, 2);
  await contact(page).fill('13800138000');
  await expect(contact(second)).toHaveValue('13800138000');
  await contact(second).fill('13900139000');
  await expect(contact(page)).toHaveValue('13900139000');
  await stored(page);
  await stored(second);
});

test('a tab that opens while another types misses nothing', async ({ page, server }) => {
  await signIn(page, server, 'wang');
  const id = await begin(page, item);
  await open(page, server, id, 4);
  const second = await page.context().newPage();
  let go = () => {};
  const typed = new Promise<void>((done) => (go = done));
  // The answers have been read, and nobody listens yet.
  await second.route('**/documents/private/updates*', async (route) => {
    await typed;
    await route.continue();
  });
  const asked = second.waitForRequest('**/documents/private/updates*');
  const opening = open(second, server, id, 4);
  await asked;
  await reason(page).fill('在另一页打开时填写');
  await stored(page);
  go();
  await opening;
  await expect(reason(second)).toHaveValue('在另一页打开时填写');
  await reason(page).press('End');
  await reason(page).pressSequentially('，再写一句');
  await expect(reason(second)).toHaveValue('在另一页打开时填写，再写一句');
});

test('without a network it is kept and counted, and goes when the network is back', async ({ page, server, expected }) => {
  expected.push(...OFFLINE);
  await signIn(page, server, 'wang');
  const id = await begin(page, item);
  await open(page, server, id, 4);
  await reason(page).fill('先写一句');
  await stored(page);
  await page.context().setOffline(true);
  await server.kill();
  await reason(page).fill('先写一句，离线再写一句');
  await expect(page.locator('.saved')).toContainText('1 处待同步');
  await server.run();
  await page.context().setOffline(false);
  await stored(page);
});

test('what the server does not take any more is never called saved there', async ({ page, server, expected }) => {
  expected.push(/Failed to load resource/);
  await signIn(page, server, 'wang');
  const id = await begin(page, item);
  await open(page, server, id, 4);
  await reason(page).fill('先写一句');
  await stored(page);
  const status = await page.evaluate(async (filing) => {
    const address = `/api/v1/filings/${filing}`;
    const kept = await fetch(address);
    const headers = { 'X-Bangban-Request': '1', 'If-Match': kept.headers.get('ETag')! };
    return (await fetch(address, { method: 'DELETE', headers })).status;
  }, id);
  expect(status).toBe(204);
  await reason(page).fill('办件已在别处删除');
  await expect(page.locator('.saved')).toContainText('未同步');
  await page.waitForTimeout(1500);
  await expect(page.locator('.saved')).toContainText('未同步');
});

test('where no socket is let through, plain requests do the same', async ({ page, server, browser, expected }) => {
  expected.push(...OFFLINE);
  await page.routeWebSocket(/realtime/, (socket) => socket.close());
  await signIn(page, server, 'wang');
  const id = await begin(page, item);
  await open(page, server, id, 4);
  await reason(page).fill('没有长连接');
  await expect(page.locator('.saved.stored')).toBeVisible({ timeout: 30_000 });
  const other = await device(browser, server);
  await open(other.page, server, id, 4);
  await expect(reason(other.page)).toHaveValue('没有长连接');
  await reason(other.page).fill('没有长连接，也能收到');
  await expect(reason(page)).toHaveValue('没有长连接，也能收到', { timeout: 30_000 });
  expect(other.wrong).toEqual([]);
  await other.page.context().close();
});
