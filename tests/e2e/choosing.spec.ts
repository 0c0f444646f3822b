import { begin, expect, signIn, test } from './support/test';

test('a list of many options opens over what follows it, and shows the one that the arrows are at', async ({ page, server }) => {
  await signIn(page, server, 'wang');
  const id = await begin(page, 'special-working-hours.new');
  await page.goto(`${server.url}/filings/${id}/fill/2`);
  const box = page.locator('.field', { hasText: '所属行业' }).getByRole('combobox');
  // The last thing above the bar at the bottom: there is no room below it.
  const room = () => box.evaluate((node) => Math.round(document.querySelector('.foot')!.getBoundingClientRect().top - node.getBoundingClientRect().bottom));
  await expect(async () => {
    await page.evaluate((by) => window.scrollBy(0, by), -(await room()));
    expect(Math.abs(await room())).toBeLessThan(2);
  }).toPass();
  await box.click();
  const list = page.locator('.combo [role=listbox]:visible');
  await expect.poll(async () => {
    const [around, foot] = await Promise.all([list.boundingBox(), page.locator('.foot').boundingBox()]);
    return around && foot ? foot.y - around.y - around.height : -1;
  }).toBeGreaterThanOrEqual(0);
  await expect(box).toBeInViewport({ ratio: 1 });
  await box.fill('');
  const options = page.locator('.combo [role=option]');
  await expect.poll(() => options.count()).toBeGreaterThan(10);
  const count = await options.count();
  for (let turn = 1; turn < count; turn += 1) await page.keyboard.press('ArrowDown');
  const active = page.locator('.combo [role=option][aria-selected=true]');
  await expect(active).toHaveText(await options.last().innerText());
  await expect(active).toBeInViewport({ ratio: 1 });
  // A press goes to what is in front.
  const wanted = await options.nth(count - 2).innerText();
  await options.nth(count - 2).click();
  await expect(box).toHaveValue(wanted);
  // Opened again, it begins at what was chosen.
  for (const open of [() => box.click(), () => box.press('ArrowDown')]) {
    await box.press('Escape');
    await open();
    await expect(active).toHaveText(wanted);
    await expect(active).toBeInViewport({ ratio: 1 });
  }
});

test('the hits of a search show the one that the arrows are at', async ({ page, server }) => {
  await page.goto(server.url);
  const box = page.locator('input[type=search]:not(#first-q)');
  await box.fill('许可');
  const hits = page.locator('.hits [role=option]');
  await expect.poll(() => hits.count()).toBeGreaterThan(4);
  // More may come while one goes down.
  await expect(async () => {
    await page.keyboard.press('ArrowDown');
    await expect(hits.last()).toHaveAttribute('aria-selected', 'true', { timeout: 50 });
  }).toPass({ intervals: [10] });
  await expect(hits.last()).toBeInViewport({ ratio: 1 });
});
