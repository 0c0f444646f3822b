import type { Page } from '@playwright/test';
import { line } from './support/people';
import { expect, test } from './support/test';
import { two } from './support/two';

/** Looks at another step of the filing, and comes back. */
async function lookElsewhere(page: Page, path: string): Promise<void> {
  const back = page.locator('.work-steps a[aria-current]');
  const here = await back.getAttribute('href');
  await page.locator('.work-steps a[href$="/4"]').click();
  await expect(line(page, path)).toHaveCount(0);
  await page.locator(`.work-steps a[href="${here}"]`).click();
  await expect(line(page, path)).toBeVisible();
}

test('what an assistant is writing is there when they come back from another step', async ({ browser, server, isMobile }) => {
  test.skip(isMobile, 'both sizes are in it');
  const { zhao, wrong, end } = await two(browser, server, 'suggest');
  await line(zhao, 'org/address').getByRole('button', { name: '给“详细地址”提建议' }).click();
  await zhao.locator('.editor :is(input, textarea)').first().fill('新港示例路1号2层');
  await zhao.getByLabel('理由').fill('与营业执照一致');
  await line(zhao, 'org/postcode').getByRole('button', { name: '需修改' }).click();
  await zhao.getByLabel('要怎么改').fill('少一位');
  await lookElsewhere(zhao, 'org/address');
  await expect(zhao.locator('.editor :is(input, textarea)').first()).toHaveValue('新港示例路1号2层');
  await expect(zhao.getByLabel('理由')).toHaveValue('与营业执照一致');
  await expect(zhao.getByLabel('要怎么改')).toHaveValue('少一位');
  await zhao.locator('.noting').getByRole('button', { name: '保存' }).click();
  await expect(line(zhao, 'org/postcode')).toContainText('少一位');
  await zhao.getByRole('button', { name: '提出建议' }).click();
  await expect(line(zhao, 'org/address')).toContainText('与营业执照一致');
  expect(wrong).toEqual([]);
  await end();
});

test('a proposal made after the pre-review, once taken, is ticked in the list of what to mend', async ({ browser, server, isMobile }) => {
  test.skip(isMobile, 'both sizes are in it');
  const { wang, zhao, wrong, end } = await two(browser, server, 'suggest');
  const propose = async (path: string, label: string, text: string) => {
    await line(zhao, path).getByRole('button', { name: `给“${label}”提建议` }).click();
    await zhao.locator('.editor :is(input, textarea)').first().fill(text);
    await zhao.getByRole('button', { name: '提出建议' }).click();
    await expect(line(zhao, path)).toContainText('待采纳');
  };
  await propose('org/postcode', '邮政编码', '300459');
  for (const path of ['org/address', 'org/postcode']) {
    await line(zhao, path).getByRole('button', { name: '需修改' }).click();
    await zhao.getByLabel('要怎么改').fill('与营业执照不一致');
    await zhao.locator('.noting').getByRole('button', { name: '保存' }).click();
  }
  await zhao.getByRole('button', { name: '发给申请人' }).click();
  const list = wang.locator('.help-marks');
  await expect(list).toContainText('还有2处要改');
  await propose('org/address', '详细地址', '新港示例路1号2层');
  const take = (label: string) =>
    wang.locator('.help-proposal', { hasText: label }).getByRole('button', { name: '采纳', exact: true }).click();
  await take('新港示例路1号2层');
  await expect(list).toContainText('还有1处要改');
  // What was proposed before it was judged does not answer it.
  await take('300459');
  await expect(wang.locator('.help-proposal')).toHaveCount(0);
  await expect(list).toContainText('还有1处要改');
  expect(wrong).toEqual([]);
  await end();
});
