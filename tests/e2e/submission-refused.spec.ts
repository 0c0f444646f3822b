import type { Page } from '@playwright/test';
import { ask, begin, expect, signIn, test } from './support/test';
import { attachAll, fillStep, form, pointing, sample } from './support/form';

const item = 'special-working-hours.new';

async function filled(page: Page, url: string, id: string): Promise<void> {
  const definition = form(item);
  for (let turn = 1; turn <= 5; turn += 1) {
    await page.goto(`${url}/filings/${id}/fill/${turn}`);
    await page.locator('main h1').waitFor();
    const name = await page.locator('main h1').innerText();
    const step = definition.ui.elements.find((one: any) => one.label === name);
    await fillStep(page, pointing(false), definition, step, sample(item));
    await expect(page.locator('form.form .page')).toHaveCount(0);
    if ((await page.locator('.materials').count()) > 0) await attachAll(page);
  }
  await page.goto(`${url}/filings/${id}/fill/review`);
  await page.locator('#commitment').click();
}

/** What may be answered to a submission, and words that the page must show then. */
const answers = [
  { status: 400, code: 'malformed-request', words: '没有接受这个请求' },
  { status: 403, code: 'not-allowed', words: '不能做这件事' },
  { status: 403, code: 'foreign-request', words: '没有接受这个请求' },
  { status: 404, code: 'not-found', words: '没有找到' },
  { status: 408, code: 'request-timeout', words: '网络太慢' },
  { status: 409, code: 'wrong-state', words: '现在的状态不能这样做' },
  { status: 409, code: 'key-reused', words: '内容不同' },
  { status: 412, code: 'version-mismatch', words: /./ },
  { status: 422, code: 'form-outdated', words: '表单已更新' },
  { status: 429, code: 'too-many-requests', words: '操作太频繁' },
  { status: 500, code: 'internal', words: '系统出了问题' },
  { status: 503, code: 'unavailable', words: '正忙或正在维护' },
  { status: 418, code: 'a-code-of-the-future', words: '系统出了问题' },
  { status: 200, code: '', words: '看不懂' },
  { status: 400, code: '', words: '看不懂' },
  { status: 502, code: '', words: '再次提交' },
];

test('whatever the backend answers to a submission, words say so and nothing is lost', async ({ page, server, expected }) => {
  test.setTimeout(180_000);
  expected.push(/Failed to load resource/);
  await signIn(page, server, 'wang');
  const id = await begin(page, item);
  await filled(page, server.url, id);
  const submit = page.locator('button.main.big');
  const outcome = page.locator('.outcome');
  for (const { status, code, words } of answers) {
    await test.step(`${status} ${code || 'garbage'}`, async () => {
      const problem = { type: `/problems/${code}`, title: '', status, code };
      await page.route('**/submission', (route) =>
        route.fulfill({
          status,
          contentType: code ? 'application/problem+json' : 'text/html',
          body: code ? JSON.stringify(problem) : '<html>gateway</html>',
        }),
      );
      await submit.click();
      await expect.soft(outcome, `${status} ${code}`).toContainText(words);
      await page.unroute('**/submission');
    });
  }
  await test.step('answers that the server does not take', async () => {
    const detail = { zh: '统一社会信用代码查不到', en: 'This code is not known' };
    await page.route('**/submission', (route) =>
      route.fulfill({
        status: 422,
        contentType: 'application/problem+json',
        body: JSON.stringify({
          type: '/problems/invalid-answers', title: '', status: 422, code: 'invalid-answers',
          errors: [{ pointer: '/org/uscc', code: 'check', detail }],
        }),
      }),
    );
    await submit.click();
    await expect(outcome.locator('a')).toContainText(detail.zh);
    await page.unroute('**/submission');
    await outcome.locator('a').click();
    await expect(page).toHaveURL(/\/fill\/\d+\?review#/);
    await expect(page.locator('.field', { hasText: detail.zh })).toBeVisible();
    await page.goto(`${server.url}/filings/${id}/fill/review`);
    await page.locator('#commitment').click();
  });
  await test.step('nobody is signed in any more', async () => {
    await page.context().clearCookies();
    await submit.click();
    const dialog = page.locator('dialog[open]');
    await expect(dialog).toBeVisible();
    await dialog.locator('button.main').click();
    await expect(dialog).toBeHidden();
  });
  await expect(page.locator('#commitment')).toBeChecked();
  await submit.click();
  await page.waitForURL(`**/filings/${id}/receipt`);
  const all = await ask<any>(page, '/filings');
  expect(all.filings.filter((filing: any) => filing.number)).toHaveLength(1);
});
