import { expect, test } from './support/test';

test('the app fails: the page says that nothing is lost, and opens again', async ({ page, server, expected }) => {
  expected.push(/unreachable/);
  await page.goto(server.url);
  await expect(page.locator('#first')).toHaveCount(0);
  // Ends as a panic of the app does: by the instruction that must not be reached.
  await page.evaluate(() => {
    const bytes = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, 5, 1, 3, 0, 0, 11];
    const module = new WebAssembly.Module(new Uint8Array(bytes));
    queueMicrotask(new WebAssembly.Instance(module).exports.f as () => void);
  });
  await expect(page.locator('h1')).toHaveText('这一页出了问题');
  await page.getByRole('button', { name: '重新打开' }).click();
  await expect(page.locator('input[type=search]').first()).toBeVisible();
});

test('something else in the page fails before the app has come: the app comes all the same', async ({ page, server, expected }) => {
  expected.push(/of an extension/, /Failed to load resource/, /ERR_/);
  await page.route('**/keep-*.js', (route) => route.abort());
  await page.addInitScript(() => {
    addEventListener('DOMContentLoaded', () => setTimeout(() => { throw new Error('of an extension'); }));
  });
  await page.goto(server.url);
  await expect(page.locator('#first')).toHaveCount(0);
  await expect(page.locator('h1')).not.toHaveText('页面没有打开');
});

for (const part of ['**/bangban_bg-*.wasm', '**/bangban-*.js']) {
  test(`a part of the app does not arrive, ${part}: the page says what to do`, async ({ page, server, expected }) => {
    expected.push(/Failed to load resource/, /ERR_/, /app absent/);
    await page.route(part, (route) => route.abort());
    await page.goto(server.url);
    await expect(page.locator('h1')).toHaveText('页面没有打开');
    await page.unroute(part);
    await page.getByRole('button', { name: '重新打开' }).click();
    await expect(page.locator('#first')).toHaveCount(0);
    await expect(page.locator('input[type=search]').first()).toBeVisible();
  });
}
