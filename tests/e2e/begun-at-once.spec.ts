import { begin, expect, signIn, test } from './support/test';

const item = 'special-working-hours.new';
const MERGING = '**/merging-*.pack';

test('a filing is filled before the code that merges has come, and nothing of it is lost', async ({ page, server, expected, browser }) => {
  expected.push(/ERR_FAILED/, /Failed to fetch/);
  await signIn(page, server, 'wang');
  const id = await begin(page, item);
  await page.route(MERGING, (route) => route.abort());
  await page.goto(`${server.url}/filings/${id}/fill/1`);
  const choice = page.locator('fieldset', { hasText: '实际作业地是否与单位地址不同' }).locator('input[type=radio]').first();
  await choice.check();
  await page.goto(`${server.url}/filings/${id}/fill/4`);
  await expect(page.getByText('已存在本机')).toHaveCount(0);

  // What the page before has left is there, and needs the code now: it says so, and waits.
  await expect(page.getByRole('alert').or(page.locator('.notice')).first()).toBeVisible();
  await page.unroute(MERGING);
  await page.getByRole('button', { name: '再试一次' }).click();
  const reason = page.locator('textarea').last();
  await reason.fill('港口作业受潮汐影响');
  await expect(page.getByText('已保存到政务服务中心').first()).toBeVisible();

  const other = await browser.newContext();
  const elsewhere = await other.newPage();
  await signIn(elsewhere, server, 'wang');
  await elsewhere.goto(`${server.url}/filings/${id}/fill/1`);
  await expect(elsewhere.locator('fieldset', { hasText: '实际作业地是否与单位地址不同' }).locator('input[type=radio]').first()).toBeChecked();
  await other.close();
});

test('what is typed while the code that merges is on its way is kept by a page that goes, and is not doubled', async ({ page, server }) => {
  await signIn(page, server, 'wang');
  const id = await begin(page, item);
  let wait = true;
  await page.route(MERGING, async (route) => {
    while (wait) await new Promise((done) => setTimeout(done, 50));
    await route.continue().catch(() => undefined);
  });
  await page.goto(`${server.url}/filings/${id}/fill/4`);
  const reason = page.locator('textarea').last();
  await reason.waitFor();
  await reason.focus();
  for (const letter of '班次随船期𠮷') await page.keyboard.insertText(letter);
  await reason.blur();
  await expect(page.getByText('已存在本机').first()).toBeVisible();
  await page.goto('about:blank');
  wait = false;
  await page.goto(`${server.url}/filings/${id}/fill/4`);
  await expect(reason).toHaveValue('班次随船期𠮷');
  await expect(page.getByText('已保存到政务服务中心').first()).toBeVisible();
  await page.reload();
  await expect(reason).toHaveValue('班次随船期𠮷');
});
