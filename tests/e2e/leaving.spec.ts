import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { pdf } from './support/form';
import { kept, NO_NETWORK } from './support/kept';
import type { Server } from './support/server';
import { begin, expect, signIn, test } from './support/test';

test.use({ serviceWorkers: 'allow' });

const item = 'special-working-hours.new';
const reason = (page: Page) => page.locator('textarea').last();
const dialog = (page: Page) => page.locator('dialog[open]').filter({ hasText: '安全退出' });
const stored = (page: Page) => expect(page.locator('.saved.stored')).toBeVisible({ timeout: 30_000 });

async function clean(page: Page): Promise<void> {
  await page.waitForTimeout(300);
  const found = await new AxeBuilder({ page }).analyze();
  expect(found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`)).toEqual([]);
}

async function opened(page: Page, server: Server, step = 4): Promise<string> {
  await signIn(page, server, 'wang');
  await page.goto(server.url);
  await kept(page);
  const id = await begin(page, item);
  await page.goto(`${server.url}/filings/${id}/fill/${step}`);
  await page.locator('form.form').waitFor();
  return id;
}

async function exit(page: Page): Promise<void> {
  await page.locator('.acting').click();
  await page.getByRole('button', { name: '安全退出' }).click();
}

const databases = (page: Page) =>
  page.evaluate(async () => (await indexedDB.databases()).map((one) => one.name!).filter((name) => name.startsWith('bangban-')));

/** Everything that the page can read of what the device keeps, as one text. */
const allKept = (page: Page) =>
  page.evaluate(async () => {
    const found: string[] = [JSON.stringify(Object.entries(localStorage))];
    for (const { name } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((done, failed) => {
        const request = indexedDB.open(name!);
        request.onsuccess = () => done(request.result);
        request.onerror = () => failed(request.error);
      });
      for (const store of database.objectStoreNames) {
        const rows = await new Promise<any[]>((done) => {
          const request = database.transaction(store).objectStore(store).getAll();
          request.onsuccess = () => done(request.result);
        });
        const decoder = new TextDecoder();
        for (const row of rows) {
          found.push(JSON.stringify(row));
          if (row.bytes) found.push(decoder.decode(row.bytes));
        }
      }
      database.close();
    }
    return found.join('\n');
  });

test('all is stored: signing out leaves nothing, and the next person sees nothing', async ({ page, server, expected }) => {
  expected.push(...NO_NETWORK);
  const id = await opened(page, server);
  await reason(page).fill('港口作业受潮汐影响');
  await stored(page);
  expect(await databases(page)).toHaveLength(1);
  expect(await allKept(page)).toContain('潮汐');
  // Another tab shows the same filing.
  const other = await page.context().newPage();
  await other.goto(`${server.url}/filings/${id}/fill/4`);
  await expect(reason(other)).toHaveValue('港口作业受潮汐影响');
  await exit(page);
  await expect(other.getByText('您已在另一个标签页安全退出')).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText('没有留下您的内容')).toBeVisible({ timeout: 20_000 });
  await expect(page).toHaveURL(`${server.url}/`);
  await expect.poll(() => databases(page)).toEqual([]);
  const left = await allKept(page);
  for (const trace of ['潮汐', id, '王', 'wang', '津港']) expect(left).not.toContain(trace);
  await expect(other).toHaveURL(`${server.url}/`);
  await expect(other.getByText('潮汐')).toHaveCount(0);
  await signIn(page, server, 'li');
  await page.goto(`${server.url}/filings`);
  await expect(page.locator(`a[href*="${id}"]`)).toHaveCount(0);
  await page.goto(`${server.url}/filings/${id}/fill/4`);
  await expect(page.locator('main [role=alert]')).toBeVisible();
  await expect(page.getByText('潮汐')).toHaveCount(0);
});

test('what was typed without a network goes to the server before one is signed out', async ({ page, context, server, expected }) => {
  expected.push(...NO_NETWORK);
  const id = await opened(page, server);
  await reason(page).fill('先写一句');
  await stored(page);
  await context.setOffline(true);
  await server.kill();
  await reason(page).fill('离线又写一句');
  await expect(page.locator('.saved')).toContainText('1 处待同步');
  // Not with the page that could send it.
  await page.goto(server.url);
  await expect(page.locator('.acting')).toBeVisible({ timeout: 15_000 });
  await server.run();
  await context.setOffline(false);
  await exit(page);
  await expect(page.getByText('没有留下您的内容')).toBeVisible({ timeout: 20_000 });
  await signIn(page, server, 'wang');
  await page.goto(`${server.url}/filings/${id}/fill/4`);
  await expect(reason(page)).toHaveValue('离线又写一句');
});

for (const choice of ['保留在这台设备上，退出', '删除并退出'] as const) {
  test(`not all is stored, without a network: ${choice}`, async ({ page, context, server, expected }) => {
    expected.push(...NO_NETWORK);
    const id = await opened(page, server, 5);
    await page.waitForLoadState('networkidle');
    await context.setOffline(true);
    await server.kill();
    await page.locator('.material input[type=file]:not([capture])').first().setInputFiles(pdf('说明.pdf'));
    await expect(page.locator('.file')).toHaveCount(1);
    await page.goto(`${server.url}/filings/${id}/fill/4`);
    await reason(page).fill('只在这台设备上');
    await expect(page.locator('.saved')).toContainText(/[1-9]\d* 处待同步/);
    await exit(page);
    await expect(dialog(page)).toContainText('还没有保存到政务服务中心', { timeout: 30_000 });
    await expect(dialog(page)).toContainText(/工时.*[1-9]\d* 处修改.*文件“说明.pdf”/);
    await clean(page);
    await dialog(page).getByRole('button', { name: '再试一次' }).click();
    await expect(dialog(page)).toContainText('连不上政务服务系统', { timeout: 30_000 });
    await dialog(page).getByRole('button', { name: choice }).click();
    await expect(page).toHaveURL(`${server.url}/`);
    await expect(dialog(page)).toHaveCount(0);
    const keeps = choice.startsWith('保留');
    await expect.poll(async () => (await databases(page)).length).toBe(keeps ? 1 : 0);
    // Signed out is signed out, also without a network and after a reload.
    await page.goto(`${server.url}/filings/${id}/fill/4`);
    await expect(page.getByText('请先登录')).toBeVisible({ timeout: 20_000 });
    await expect(page.getByText('只在这台设备上')).toHaveCount(0);
    // The server is told before anything else is asked.
    await server.run();
    await context.setOffline(false);
    await page.goto(server.url);
    await expect.poll(() => page.evaluate(() => fetch('/api/v1/session').then((answer) => answer.json()).then((session) => session.person ?? null)), { timeout: 30_000 }).toBeNull();
    await signIn(page, server, 'li');
    await page.goto(`${server.url}/filings`);
    await page.locator('main h1').waitFor();
    await expect(page.locator(`a[href*="${id}"]`)).toHaveCount(0);
    await signIn(page, server, 'wang');
    await page.goto(`${server.url}/filings/${id}/fill/4`);
    await expect(reason(page)).toHaveValue(keeps ? '只在这台设备上' : '');
  });
}

test('a session that expires wipes nothing', async ({ page, context, server, expected }) => {
  expected.push(...NO_NETWORK);
  const id = await opened(page, server);
  await reason(page).fill('港口作业受潮汐影响');
  await stored(page);
  await context.clearCookies();
  await page.goto(server.url);
  await expect(page.locator('.acting')).toHaveCount(0);
  expect(await databases(page)).toHaveLength(1);
  expect(await allKept(page)).toContain(id);
});
