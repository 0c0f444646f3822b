// The pictures of the README, from the running app: `PICTURES=docs cargo xtask test --only e2e pictures`.
import type { Page } from '@playwright/test';
import { box, line, PHONE } from './support/people';
import { begin, expect, signIn, test } from './support/test';
import { two } from './support/two';

const folder = process.env.PICTURES;
test.skip(({ isMobile }) => !folder || isMobile, 'only when they are asked for');

const file = (name: string) => `${folder}/${name}.png`;

/** Puts pictures side by side, all of one height, with the colour of a desk around them. */
async function besides(page: Page, pictures: Buffer[], name: string): Promise<void> {
  const images = pictures.map((one) => `<img style="height:844px;border-radius:10px;box-shadow:0 2px 14px #0004" src="data:image/png;base64,${one.toString('base64')}">`);
  await page.setContent(`<body style="margin:0;background:#d9dee6"><div style="display:inline-flex;gap:24px;padding:24px">${images.join('')}</div></body>`);
  await page.locator('div').screenshot({ path: file(name) });
}

test('pictures: home, and filling on a phone', async ({ browser, page, server }) => {
  await signIn(page, server, 'wang');
  const filing = await begin(page, 'special-working-hours.new');
  await page.goto(server.url);
  await page.getByRole('link', { name: '接着填' }).first().waitFor();
  await page.screenshot({ path: file('home') });
  const context = await browser.newContext({ ...PHONE, deviceScaleFactor: 1.5, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
  const phone = await context.newPage();
  await signIn(phone, server, 'wang');
  await phone.goto(`${server.url}/filings/${filing}/fill/2`);
  await phone.locator('.saved.stored').waitFor();
  await phone.screenshot({ path: file('fill-phone') });
  await context.close();
});

test('pictures: two windows', async ({ browser, page, server }) => {
  const { wang, zhao, end } = await two(browser, server, 'suggest');
  await line(zhao, 'org/address').getByRole('button', { name: '给“详细地址”提建议' }).click();
  await zhao.locator('.editor :is(input, textarea)').first().fill('新港示例路1号2层');
  await zhao.getByLabel('理由').fill('与营业执照一致');
  await zhao.getByRole('button', { name: '提出建议' }).click();
  const address = box(wang, '详细地址');
  await expect(address).toContainText('新港示例路1号2层');
  await address.evaluate((one) => one.scrollIntoView({ block: 'center' }));
  await line(zhao, 'org/address').click({ position: { x: 5, y: 20 } });
  await wang.locator('.saved.stored').waitFor();
  await besides(page, [await wang.screenshot(), await zhao.screenshot()], 'together');
  await end();
});
