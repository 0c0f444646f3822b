import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { chromium, type Page } from '@playwright/test';
import { pdf } from './support/form';
import { kept, NO_NETWORK } from './support/kept';
import { killBrowser } from './support/processes';
import type { Server } from './support/server';
import { begin, expect, signIn, test, watch } from './support/test';

test.use({ serviceWorkers: 'allow' });

const item = 'special-working-hours.new';
const reason = (page: Page) => page.locator('textarea').last();
const stored = (page: Page) => expect(page.locator('.saved.stored')).toBeVisible({ timeout: 30_000 });
const copy = (page: Page) => page.locator('.away', { hasText: '显示的是存在这台设备上的内容' });

async function clean(page: Page): Promise<void> {
  await page.waitForTimeout(300);
  const found = await new AxeBuilder({ page }).analyze();
  expect(found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`)).toEqual([]);
}

async function open(page: Page, server: Server, id: string, step: number | string): Promise<void> {
  await page.goto(`${server.url}/filings/${id}/fill/${step}`);
  await page.locator('main form.form, main .form.review').first().waitFor();
}

/** A filing that was open on this device, with an answer that the server has. */
async function opened(page: Page, server: Server): Promise<string> {
  await signIn(page, server, 'wang');
  await page.goto(server.url);
  await kept(page);
  const id = await begin(page, item);
  await open(page, server, id, 4);
  await reason(page).fill('港口作业受潮汐影响𠮷');
  await stored(page);
  return id;
}

async function leave(page: Page, server: Server): Promise<void> {
  await page.context().setOffline(true);
  await server.kill();
}

async function comeBack(page: Page, server: Server): Promise<void> {
  await server.run();
  await page.context().setOffline(false);
}

test('a filing that was open opens again without a network, says so, and is brought up to date in place', async ({ page, server, expected }) => {
  expected.push(...NO_NETWORK);
  const id = await opened(page, server);
  await page.goto(`${server.url}/filings/${id}/fill/5`);
  await page.locator('.material input[type=file]:not([capture])').first().setInputFiles(pdf('说明.pdf'));
  await expect(page.locator('.file', { hasText: '说明.pdf' })).toContainText('✓');
  await page.waitForLoadState('networkidle');
  await leave(page, server);
  await open(page, server, id, 5);
  await expect(copy(page)).toBeVisible();
  await expect(page.locator('.file', { hasText: '说明.pdf' })).toContainText('✓');
  await open(page, server, id, 4);
  await expect(reason(page)).toHaveValue('港口作业受潮汐影响𠮷');
  await expect(page.locator('.acting')).toContainText('津港物流');
  await reason(page).fill('港口作业受潮汐影响𠮷，不能停');
  await expect(page.locator('.saved')).toContainText('1 处待同步');
  await clean(page);
  await page.reload();
  await expect(reason(page)).toHaveValue('港口作业受潮汐影响𠮷，不能停');
  await expect(page.locator('.saved')).toContainText('1 处待同步');
  await comeBack(page, server);
  await expect(copy(page)).toHaveCount(0, { timeout: 30_000 });
  await stored(page);
  await expect(reason(page)).toHaveValue('港口作业受潮汐影响𠮷，不能停');
});

test('a server that does not answer: the copy opens although the browser believes to be online', async ({ page, server, expected }) => {
  expected.push(...NO_NETWORK);
  const id = await opened(page, server);
  await server.kill();
  await open(page, server, id, 4);
  await expect(copy(page)).toBeVisible();
  await server.run();
  await expect(copy(page)).toHaveCount(0, { timeout: 30_000 });
});

test('my filings and the first page show what this device keeps', async ({ page, server, expected }) => {
  expected.push(...NO_NETWORK);
  const id = await opened(page, server);
  await page.goto(`${server.url}/filings`);
  await expect(page.locator('.filing')).not.toHaveCount(0);
  await leave(page, server);
  for (const path of ['/filings', '/']) {
    await page.goto(server.url + path);
    const line = page.locator('.filing').filter({ has: page.locator(`a[href="/filings/${id}/fill"]`) }).first();
    await expect(line).toContainText('已存在本机');
  }
  await page.locator(`a[href="/filings/${id}/fill"]`, { hasText: '接着填' }).click();
  await expect(copy(page)).toBeVisible();
  await page.goto(`${server.url}/filings`);
  await clean(page);
  await comeBack(page, server);
  await expect(page.locator('.filing', { hasText: '已存在本机' })).toHaveCount(0, { timeout: 30_000 });
});

test('what happened elsewhere meanwhile is told plainly', async ({ page, server, expected }) => {
  expected.push(...NO_NETWORK);
  const id = await opened(page, server);
  const cookies = await page.context().cookies();
  await leave(page, server);
  await open(page, server, id, 4);
  await reason(page).fill('没有网络时改的');
  await expect(page.locator('.saved')).toContainText('1 处待同步');
  await server.run();
  // Another device of the same person deletes the draft.
  const cookie = cookies.map((one) => `${one.name}=${one.value}`).join('; ');
  const address = `${server.url}/api/v1/filings/${id}`;
  const etag = (await fetch(address, { headers: { cookie } })).headers.get('etag')!;
  const gone = await fetch(address, { method: 'DELETE', headers: { cookie, 'X-Bangban-Request': '1', 'If-Match': etag } });
  expect(gone.status).toBe(204);
  await page.context().setOffline(false);
  await expect(page.locator('.away')).toContainText('已经在别处删除', { timeout: 30_000 });
  await expect(page.locator('.away')).toContainText('1 处修改');
});

test('without a network the copy opens for who was signed in last, and for nobody else', async ({ page, server, expected }) => {
  expected.push(...NO_NETWORK);
  const id = await opened(page, server);
  // Somebody else signs in on the same machine, without anybody having signed out.
  await signIn(page, server, 'li');
  await page.goto(server.url);
  await expect(page.locator('.acting')).toBeVisible();
  await page.waitForTimeout(500);
  await leave(page, server);
  await page.goto(`${server.url}/filings/${id}/fill/4`);
  await expect(page.locator('main [role=alert]')).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText('潮汐')).toHaveCount(0);
  await page.goto(`${server.url}/filings`);
  await expect(page.locator('main [role=alert]')).toBeVisible();
  await expect(page.locator('.filing')).toHaveCount(0);
});

test('a session that ended opens no copy; nothing is wiped', async ({ page, server, expected }) => {
  expected.push(...NO_NETWORK);
  const id = await opened(page, server);
  await page.context().clearCookies();
  await page.goto(`${server.url}/filings/${id}/fill/4`);
  await expect(page.getByText('请先登录')).toBeVisible();
  await page.waitForTimeout(500);
  await leave(page, server);
  await page.reload();
  await expect(page.locator('main [role=alert]')).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText('潮汐')).toHaveCount(0);
  const databases = await page.evaluate(async () => (await indexedDB.databases()).map((one) => one.name));
  expect(databases.filter((name) => name!.startsWith('bangban-'))).toHaveLength(1);
});

test('the browser is killed without a network: what was typed is there, and counted', async ({ server }, info) => {
  const profile = mkdtempSync(join(tmpdir(), 'bangban-profile-'));
  const { launchOptions, viewport, hasTouch, isMobile } = info.project.use;
  const options = { ...launchOptions, viewport, hasTouch, isMobile, locale: 'zh-CN' };
  const wrong: string[] = [];
  try {
    const first = await chromium.launchPersistentContext(profile, options);
    let page = await first.newPage();
    watch(page, server, wrong, NO_NETWORK);
    const id = await opened(page, server);
    await leave(page, server);
    await reason(page).fill('没有网络时写的');
    await page.locator('input[type=radio]').last().check();
    await expect(page.locator('.saved.here')).toContainText('待同步');
    const before = await page.locator('.saved').innerText();
    expect(killBrowser(profile)).toBeGreaterThan(0);
    await first.close().catch(() => undefined);

    const second = await chromium.launchPersistentContext(profile, options);
    page = await second.newPage();
    watch(page, server, wrong, NO_NETWORK);
    await open(page, server, id, 4);
    await expect(copy(page)).toBeVisible({ timeout: 20_000 });
    await expect(reason(page)).toHaveValue('没有网络时写的');
    const count = before.match(/(\d+) 处待同步/)![0];
    await expect(page.locator('.saved')).toContainText(count);
    await second.close();
    expect(wrong).toEqual([]);
  } finally {
    killBrowser(profile);
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
});
