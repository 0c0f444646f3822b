import { begin, expect, signIn, test } from './support/test';

const item = 'special-working-hours.new';

test('what is said of a field goes with it when the step changes', async ({ page, server }) => {
  await signIn(page, server, 'wang');
  const id = await begin(page, item);
  await page.goto(`${server.url}/filings/${id}/fill/2`);
  const sources = page.locator('form.form .source');
  await expect(sources.first()).toBeVisible();
  await page.locator('button[type=submit]').click();
  await expect(page.locator('main h1')).toHaveText('岗位与人数');
  await expect(sources).toHaveCount(0);
});

test('a problem of a list marks none of the answers in its rows', async ({ page, server }) => {
  await signIn(page, server, 'wang');
  const id = await begin(page, item);
  await page.goto(`${server.url}/filings/${id}/fill/3`);
  await page.locator('.field', { hasText: '实行特殊工时人数' }).locator('input').first().fill('9');
  await page.locator('button.add').click();
  const row = page.locator('.one-row').first();
  const post = row.locator('.field', { hasText: '岗位（工种）名称' }).locator('input');
  await post.fill('装卸工');
  // Before all numbers are there, nothing is said of their sum.
  await expect(page.locator('.field:has(.one-row)').first()).not.toHaveClass(/bad/);
  await row.locator('.field', { hasText: '人数' }).locator('input').first().fill('3');
  await page.locator('button[type=submit]').click();
  await expect(page.locator('.problems')).toBeVisible();
  await expect(page.locator('.field.rows, .field:has(.one-row)').first()).toHaveClass(/bad/);
  await expect(post).not.toHaveAttribute('aria-invalid', 'true');
});

test('a material that is missing is marked where its link leads', async ({ page, server }) => {
  await signIn(page, server, 'wang');
  const id = await begin(page, item);
  await page.goto(`${server.url}/filings/${id}/fill/materials`);
  await expect(page.locator('.material').first()).toBeVisible();
  await expect(page.locator('.material > .why')).toHaveCount(0);
  await page.goto(`${server.url}/filings/${id}/fill/review`);
  await page.locator('#commitment').check();
  await page.getByRole('button', { name: '提交申请' }).click();
  const link = page.locator('.outcome a', { hasText: '申请说明书' });
  await link.click();
  await expect(page.locator('.material', { hasText: '申请说明书' }).locator('.why').first()).toBeVisible();
});

for (const question of ['职工总数', '考勤方式']) {
  test(`what is missing is marked and has the focus where its link leads: ${question}`, async ({ page, server }) => {
    await signIn(page, server, 'wang');
    const id = await begin(page, item);
    await page.goto(`${server.url}/filings/${id}/fill/review`);
    await page.locator('#commitment').check();
    await page.getByRole('button', { name: '提交申请' }).click();
    await page.locator('.outcome a', { hasText: question }).first().click();
    const field = page.locator('.field', { hasText: question }).filter({ hasNot: page.locator('.field') }).first();
    await expect(field).toHaveClass(/bad/);
    await expect.poll(() => field.evaluate((one) => one.contains(document.activeElement))).toBe(true);
    await expect(field.locator('.why').first()).toBeVisible();
  });
}
