import type { Page } from '@playwright/test';
import { box, line } from './support/people';
import { expect, test } from './support/test';
import { two } from './support/two';

const wide = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

/** Notes two fields as to be mended, and sends the list. */
async function sendList(zhao: Page): Promise<void> {
  for (const path of ['org/address', 'org/phone']) {
    await line(zhao, path).getByRole('button', { name: '需修改' }).click();
    await zhao.getByLabel('要怎么改').fill('请按营业执照填写完整');
    await zhao.locator('.noting').getByRole('button', { name: '保存' }).click();
  }
  await zhao.getByRole('button', { name: '发给申请人' }).click();
}

test.describe('who is helped on a phone', () => {
  test.skip(({ isMobile }) => isMobile, 'it has its own sizes');

  test('has all in view, whatever is in the bar, at any size of type and in English', async ({ browser, server }) => {
    test.setTimeout(180_000);
    const { wang, zhao, filing, wrong, end } = await two(browser, server);
    await sendList(zhao);
    const list = wang.locator('.help-marks');
    const sizes = [[390, 844, 'zh', '0'], [390, 844, 'zh', '1'], [320, 640, 'zh', '1'], [320, 640, 'en', '0'], [320, 640, 'en', '1']] as const;
    for (const [width, height, language, elder] of sizes) {
      const name = `${width} ${language} ${elder}`;
      await wang.setViewportSize({ width, height });
      await wang.evaluate(([language, elder]) => {
        localStorage.setItem('bangban.language', language);
        localStorage.setItem('bangban.elder', elder);
      }, [language, elder] as const);
      await wang.goto(`${server.url}/filings/${filing}/fill/2`);
      await expect(list).toBeVisible();
      // A page that was just opened finds the other as soon as its socket is there.
      await expect(wang.locator('.together-where')).toContainText('◆', { timeout: 40_000 });

      // Pointed at where a field ends, the page is as wide as before.
      await line(zhao, 'org/address').evaluate((one) => one.scrollIntoView({ block: 'center' }));
      const at = (await line(zhao, 'org/address').boundingBox())!;
      await zhao.mouse.move(at.x + at.width - 40, at.y + 8, { steps: 3 });
      await zhao.mouse.move(at.x + at.width - 2, at.y + 8, { steps: 3 });
      await expect(wang.locator('#together-pointer-0')).toBeAttached();
      await expect.poll(() => wide(wang), name).toBeLessThanOrEqual(0);

      // The level, the end of it, and for whom one acts.
      for (const part of ['.help-level', '.help-bar .danger', '.acting b']) {
        const found = (await wang.locator(part).boundingBox())!;
        expect(found.width, `${name} ${part}`).toBeGreaterThan(15);
        expect(found.x + found.width, `${name} ${part}`).toBeLessThanOrEqual(width);
      }
      const level = await wang.locator('.help-level').evaluate((one) => {
        const { left, right, top, height } = one.getBoundingClientRect();
        return document.elementFromPoint((left + right) / 2, top + height / 2) === one;
      });
      expect(level, name).toBe(true);
      // What is below the bar begins where it ends.
      await expect.poll(() => wang.evaluate(() => {
        const at = (found: string) => document.querySelector(found)!.getBoundingClientRect();
        return Math.abs(Math.round(at('.together-strip').top - at('.help-bar').bottom));
      }), name).toBeLessThanOrEqual(1);

      // The list goes under the foot.
      const next = wang.locator('.foot-in .btn.main');
      for (let y = 0; y < 400; y += 40) {
        await wang.evaluate((y) => scrollTo(0, y), y);
        const above = await next.evaluate((one) => {
          const { left, top, width, height } = one.getBoundingClientRect();
          return one.contains(document.elementFromPoint(left + width / 2, top + height / 2));
        });
        expect(above, `${name} at ${y}`).toBe(true);
      }

      // What is said can be sent.
      await wang.locator('.help-talk').click();
      const send = (await wang.locator('.help-panel form .btn.main').boundingBox())!;
      expect(send.x + send.width, name).toBeLessThanOrEqual(width);
      expect(send.y + send.height, name).toBeLessThanOrEqual(height);
    }
    expect(wrong).toEqual([]);
    await end();
  });

  test('goes to a field, over which nothing lies, and may leave it as it was', async ({ browser, server }) => {
    test.setTimeout(120_000);
    const { wang, zhao, wrong, end } = await two(browser, server);
    await wang.getByRole('button', { name: /^对话/ }).click();
    await expect(wang.locator('.help-panel')).toBeVisible();
    await zhao.locator('.work-steps a', { hasText: '工时安排与协商' }).click();
    await line(zhao, 'reason').click({ position: { x: 5, y: 20 } });
    await zhao.locator('.together-tools').getByRole('button', { name: '请看这里' }).click();
    await wang.locator('.together-asks').getByRole('button', { name: '去看看' }).click();
    await expect(wang).toHaveURL(/fill\/4/);
    const field = box(wang, '申请理由');
    await expect(field).toBeFocused();
    await expect(wang.locator('.help-panel')).toHaveCount(0);
    await expect(field.locator('label').first()).toBeInViewport();
    await wang.locator('main h1').focus();
    await wang.waitForTimeout(600);
    await expect(field).not.toHaveClass(/bad/);
    // Who has been in it and leaves it has not answered.
    await field.locator('textarea').focus();
    await wang.locator('main h1').focus();
    await expect(field).toHaveClass(/bad/);
    expect(wrong).toEqual([]);
    await end();
  });

  test('is led to what is to be mended, and asked once before it goes back', async ({ browser, server }) => {
    test.setTimeout(120_000);
    const { wang, zhao, wrong, end } = await two(browser, server);
    await sendList(zhao);
    const list = wang.locator('.help-marks');
    await wang.locator('.help-news', { hasText: '2处要改' }).click();
    await expect(list.getByRole('checkbox').first()).toBeInViewport();
    await list.locator('li', { hasText: '单位电话' }).getByRole('link').click();
    const phone = box(wang, '单位电话');
    await expect(phone).toBeFocused();
    await expect(phone.locator('label').first()).toBeInViewport();
    await expect(phone).toContainText('请按营业执照填写完整');

    await list.getByRole('checkbox', { name: /单位电话/ }).check();
    await expect(phone).not.toContainText('请按营业执照填写完整');
    await wang.getByRole('button', { name: '交回', exact: true }).click();
    await expect(wang.locator('main')).toContainText('还有1处没标为改好');
    await wang.getByRole('button', { name: '仍要交回' }).click();
    await expect(wang.getByRole('button', { name: '再次交回' })).toBeVisible();
    await expect(zhao.locator('.work-chat')).toContainText('改好1处，共2处');
    expect(wrong).toEqual([]);
    await end();
  });
});
