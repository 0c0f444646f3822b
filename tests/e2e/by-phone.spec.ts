import AxeBuilder from '@axe-core/playwright';
import { devices, type Browser, type Page } from '@playwright/test';
import { png } from './support/form';
import { ask, begin, expect, signIn, test, watch } from './support/test';
import type { Server } from './support/server';

const item = 'special-working-hours.new';
const REFUSED = [/Failed to load resource/, /WebSocket connection/];

/** A phone on which nobody is signed in. */
async function phone(browser: Browser, server: Server): Promise<{ page: Page; wrong: string[] }> {
  const context = await browser.newContext({
    ...devices['Pixel 7'],
    viewport: { width: 390, height: 844 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    serviceWorkers: 'block',
  });
  const page = await context.newPage();
  const wrong: string[] = [];
  watch(page, server, wrong, REFUSED);
  return { page, wrong };
}

async function clean(page: Page): Promise<void> {
  await page.waitForTimeout(300);
  const found = await new AxeBuilder({ page }).analyze();
  expect(found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`), page.url()).toEqual([]);
}

/** Opens the dialog at the desktop and gives the address of its code. */
async function code(page: Page): Promise<string> {
  await page.getByRole('button', { name: '用手机继续' }).click();
  const dialog = page.locator('dialog[open]');
  await expect(dialog.getByRole('img', { name: /二维码/ })).toBeVisible();
  return (await dialog.locator('.qr-address').innerText()).trim();
}

const status = (page: Page, method: string, path: string) =>
  page.evaluate(
    ([method, path]) =>
      fetch(`/api/v1${path}`, { method, headers: { 'X-Bangban-Request': '1', 'Content-Type': 'application/json' }, body: method === 'GET' ? undefined : '{}' }).then((answer) => answer.status),
    [method, path] as const,
  );

test.beforeEach(({}, info) => test.skip(info.project.name === 'phone', 'the desktop shows the code'));

test('a phone opens the filing, and its photos appear at the desktop', async ({ page, server, browser }, info) => {
  await signIn(page, server, 'wang');
  const id = await begin(page, item);
  const other = await begin(page, item);
  await page.goto(`${server.url}/filings/${id}/fill/materials`);
  await page.locator('.material').first().waitFor();
  const address = await code(page);
  expect(address).toMatch(/\/phone#[\w-]{43}$/);
  const dialog = page.locator('dialog[open]');
  await expect(dialog).toContainText('4:5');
  await expect(dialog).toContainText('手机连不上');
  await clean(page);
  await page.screenshot({ path: info.outputPath('desktop-code.png') });

  const { page: mobile, wrong } = await phone(browser, server);
  await mobile.goto(address);
  await expect(mobile).toHaveURL(new RegExp(`/filings/${id}/fill/materials$`));
  await mobile.locator('.material').first().waitFor();
  await clean(mobile);
  await mobile.screenshot({ path: info.outputPath('phone-materials.png') });
  await expect(dialog).toContainText('手机已打开');
  await clean(page);
  await page.screenshot({ path: info.outputPath('desktop-joined.png') });
  await dialog.getByRole('button', { name: '关闭' }).click();

  await mobile.locator('.material input[type=file]:not([capture])[accept*=png]').first().setInputFiles(png('现场照片.png'));
  await expect(mobile.locator('.file', { hasText: '已上传' })).toHaveCount(1);
  await expect(page.locator('.file', { hasText: '现场照片.png' })).toContainText('已上传');
  await page.screenshot({ path: info.outputPath('desktop-arrived.png') });
  // And it goes at the desktop when it is taken away on the phone.
  await mobile.locator('.file').getByRole('button', { name: /删除|移除/ }).click();
  await expect(page.locator('.file', { hasText: '现场照片.png' })).toHaveCount(0);

  // What the phone may not do.
  expect(await status(mobile, 'GET', '/filings')).toBe(403);
  expect(await status(mobile, 'GET', `/filings/${other}`)).toBe(404);
  expect(await status(mobile, 'POST', `/filings/${id}/phone-codes`)).toBe(403);
  await mobile.goto(`${server.url}/filings/${id}/fill/review`);
  await expect(mobile.locator('main')).toContainText('请在电脑上提交');
  await clean(mobile);
  await mobile.goto(`${server.url}/`);
  await expect(mobile.locator('main')).toContainText('这台手机正在办理一件办件');
  await mobile.getByRole('link', { name: '继续办理' }).click();
  await expect(mobile).toHaveURL(new RegExp(`/filings/${id}/fill`));

  // The code is dead.
  const second = await phone(browser, server);
  await second.page.goto(address);
  await expect(second.page.getByRole('alert')).toContainText('已被使用');
  expect(second.page.url()).not.toContain('#');
  await clean(second.page);
  await second.page.screenshot({ path: info.outputPath('phone-used.png') });

  // The desktop ends it.
  await page.getByRole('button', { name: '用手机继续' }).click();
  await page.locator('dialog[open]').getByRole('button', { name: '结束手机办理' }).click();
  await expect.poll(() => status(mobile, 'GET', `/filings/${id}`)).toBe(401);
  await mobile.reload();
  await expect(mobile.locator('main')).toContainText('登录');
  expect(wrong).toEqual([]);
  expect(second.wrong).toEqual([]);
  await mobile.context().close();
  await second.page.context().close();
});

test.describe('a code that is valid for two seconds', () => {
  test.use({ flags: ['--phone-code-seconds', '2'] });
  test('expires, and says so on both sides', async ({ page, server, browser }, info) => {
    await signIn(page, server, 'wang');
    const id = await begin(page, item);
    await page.goto(`${server.url}/filings/${id}`);
    const address = await code(page);
    await expect(page.locator('dialog[open]')).toContainText('二维码已过期');
    await clean(page);
    const { page: mobile, wrong } = await phone(browser, server);
    await mobile.goto(address);
    await expect(mobile.getByRole('alert')).toContainText('已过期');
    await mobile.screenshot({ path: info.outputPath('phone-expired.png') });
    await page.locator('dialog[open]').getByRole('button', { name: '重新生成' }).click();
    await expect(page.locator('dialog[open] .qr-address')).not.toHaveText(address);
    expect(wrong).toEqual([]);
    await mobile.context().close();
  });
});

test('somebody else on the phone is asked first', async ({ page, server, browser }, info) => {
  await signIn(page, server, 'wang');
  const id = await begin(page, item);
  await page.goto(`${server.url}/filings/${id}`);
  const address = await code(page);
  const { page: mobile, wrong } = await phone(browser, server);
  await signIn(mobile, server, 'li');
  await mobile.goto(address);
  await expect(mobile.locator('main')).toContainText('这台手机上已登录');
  await clean(mobile);
  await mobile.screenshot({ path: info.outputPath('phone-asks.png') });
  expect((await ask<{ person: { id: string } }>(mobile, '/session')).person.id).toBe('li');
  await mobile.getByRole('button', { name: '退出并继续' }).click();
  await expect(mobile).toHaveURL(new RegExp(`/filings/${id}/fill/materials$`));
  const now = await ask<{ person: { id: string }; onlyFiling: string }>(mobile, '/session');
  expect([now.person.id, now.onlyFiling]).toEqual(['wang', id]);
  await expect(page.locator('dialog[open]')).toContainText('手机已打开');
  expect(wrong).toEqual([]);
  await mobile.context().close();
});

test('a draft begun on one device is listed on another and opens with its answers', async ({ page, server, browser }) => {
  await signIn(page, server, 'wang');
  const id = await begin(page, item);
  await page.goto(`${server.url}/filings/${id}/fill/4`);
  await page.locator('textarea').last().fill('在电脑上写的');
  await expect(page.locator('.saved.stored')).toBeVisible();
  const { page: mobile, wrong } = await phone(browser, server);
  await signIn(mobile, server, 'wang');
  for (const path of ['/', '/filings']) {
    await mobile.goto(server.url + path);
    const line = mobile.locator('.filing').first();
    await expect(line).toContainText('不定时工作制');
    await expect(line).toContainText(/更新|变动|\d+年\d+月\d+日/);
  }
  await mobile.goto(`${server.url}/filings/${id}/fill/4`);
  await expect(mobile.locator('textarea').last()).toHaveValue('在电脑上写的');
  expect(wrong).toEqual([]);
  await mobile.context().close();
});
