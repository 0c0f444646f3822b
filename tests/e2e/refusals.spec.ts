import { writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { begin, expect, signIn, test } from './support/test';
import { pdf } from './support/form';

const item = 'special-working-hours.new';

/** What is wrong with a file, and the words that say so. */
const files = [
  { name: 'a table', file: { name: '名册.xlsx', mimeType: 'application/vnd.ms-excel', buffer: Buffer.from('PK\x03\x04table') }, words: '不是可以接收的文件' },
  { name: 'renamed', file: { name: '名册.pdf', mimeType: 'application/pdf', buffer: Buffer.from('not a pdf at all') }, words: '内容和扩展名不一致' },
  { name: 'empty', file: { name: '空.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(0) }, words: '空文件' },
  { name: 'too large', file: pdf('大.pdf', 12 * 1024 * 1024), words: '超过了' },
];

for (const one of files) {
  test(`a file that is ${one.name} is refused in words`, async ({ page, server }, info) => {
    // From the disk, as a person does: the bytes of a large one do not go through the tool's own line.
    const path = info.outputPath(one.file.name);
    writeFileSync(path, one.file.buffer);
    await signIn(page, server, 'wang');
    const id = await begin(page, item);
    await page.goto(`${server.url}/filings/${id}/fill/5`);
    await page.locator('.material input[type=file]:not([capture])').first().setInputFiles(path);
    await expect(page.locator('.material .why').first()).toContainText(one.words);
    await expect(page.locator('.file')).toHaveCount(0);
  });
}

/** What a backend may answer when a filing is opened; the page says what to do and loses nothing. */
const answers = [
  { name: 'unavailable', status: 503, code: 'unavailable' },
  { name: 'internal', status: 500, code: 'internal' },
  { name: 'not found', status: 404, code: 'not-found' },
  { name: 'not allowed', status: 403, code: 'not-allowed' },
  { name: 'too many', status: 429, code: 'too-many-requests' },
  { name: 'garbage', status: 200, code: '' },
  { name: 'a gateway', status: 502, code: '' },
];

for (const answer of answers) {
  test(`the backend answers: ${answer.name}`, async ({ page, server, expected }) => {
    expected.push(/Failed to load resource/);
    await signIn(page, server, 'wang');
    const id = await begin(page, item);
    const problem = { type: `/problems/${answer.code}`, title: '', status: answer.status, code: answer.code };
    const body = answer.code ? JSON.stringify(problem) : '<html>gateway</html>';
    await page.route(`**/api/v1/filings/${id}`, (route) =>
      route.fulfill({ status: answer.status, contentType: answer.code ? 'application/problem+json' : 'text/html', body }),
    );
    await page.goto(`${server.url}/filings/${id}/fill/2`);
    const notice = page.locator('main .notice').first();
    await expect(notice).toBeVisible();
    expect((await notice.innerText()).length).toBeGreaterThan(8);
    await page.unroute(`**/api/v1/filings/${id}`);
    await page.reload();
    await expect(page.locator('main h1')).toHaveText('单位信息');
  });
}

test('the session ends while filling: sign in again and go on', async ({ page, server, expected }) => {
  expected.push(/Failed to load resource/);
  await signIn(page, server, 'wang');
  const id = await begin(page, item);
  await page.goto(`${server.url}/filings/${id}/fill/3`);
  const total = page.locator('.field', { hasText: '职工总数' }).locator('input').first();
  await total.fill('320');
  await expect(page.locator('.saved.here')).toBeVisible();
  await page.context().clearCookies();
  await page.goto(`${server.url}/filings/${id}/fill/3`);
  await expect(page.getByRole('link', { name: '登录' }).or(page.getByRole('button', { name: '登录' })).first()).toBeVisible();
  await signIn(page, server, 'wang');
  await page.goto(`${server.url}/filings/${id}/fill/3`);
  await expect(total).toHaveValue('320');
});

test('signed in again in one tab: the other goes on too', async ({ page, server, expected }) => {
  expected.push(/Failed to load resource/);
  await signIn(page, server, 'wang');
  const id = await begin(page, item);
  await page.goto(`${server.url}/filings/${id}/fill/3`);
  const total = page.locator('.field', { hasText: '职工总数' }).locator('input').first();
  await total.fill('320');
  const other = await page.context().newPage();
  await other.goto(`${server.url}/filings/${id}/fill/4`);
  await other.locator('form.form').waitFor();
  await page.context().clearCookies();
  const dialog = (tab: Page) => tab.locator('dialog[open]', { hasText: '登录已过期' });
  for (const tab of [page, other]) {
    // Whatever asks the server finds it out.
    await tab.evaluate(() => document.querySelector<HTMLAnchorElement>('header a[href="/filings"], nav a[href="/filings"]')!.click());
    await expect(dialog(tab)).toBeVisible();
  }
  await dialog(page).getByRole('button', { name: '重新登录，继续办理' }).click();
  for (const tab of [page, other]) await expect(dialog(tab)).toBeHidden();
  await page.goBack();
  await expect(total).toHaveValue('320');
});
