import type { Page } from '@playwright/test';
import { file } from './support/filed';
import { post } from './support/two';
import { begin, expect, signIn, test } from './support/test';

const item = 'special-working-hours.new';
/** How long a page is looked at before it is left, milliseconds: it opens in parts, which take tens
 * of them each. Those that come with the first opening come late, the others at once. */
const LEFT_AFTER = [0, 10, 25, 40, 60, 90, 130, 180, 250, 400];

/** Goes to an address as a link within the app does. */
async function follow(page: Page, address: string): Promise<void> {
  await page.evaluate((address) => {
    const link = document.createElement('a');
    link.href = address;
    document.body.append(link);
    link.click();
    link.remove();
  }, address);
}

/** Opens a page from the home page and leaves it again, sooner and later. */
async function leave(page: Page, server: string, address: string): Promise<void> {
  const home = page.getByRole('combobox').first();
  await page.goto(server);
  for (const time of LEFT_AFTER) {
    await home.waitFor();
    await follow(page, address);
    await page.waitForTimeout(time);
    await page.goBack();
  }
  // The app is there as before. A page that has just come takes the focus, and the list closes.
  await expect(async () => {
    await home.fill('');
    await home.fill('特殊工时');
    await expect(page.locator('[role=option]').first(), address).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 15_000 });
}

test('pages that are left while they open take nothing with them', async ({ page, server, expected }) => {
  test.setTimeout(240_000);
  // A request that nobody waits for any more.
  expected.push(/Failed to fetch|ERR_ABORTED|WebSocket is closed before/);
  await signIn(page, server, 'wang');
  const [draft, submitted] = [await begin(page, item), await file(page, 'labour-dispatch.new')];
  const { id } = await post<{ id: string }>(page, '/assistance', { filing: draft, step: '2', field: 'org/name', question: '这里怎么填？' });
  const own = ['/filings', `/filings/${draft}/fill/2`, `/filings/${draft}/fill/review`, `/filings/${submitted}`, `/filings/${submitted}/receipt`, `/filings/${draft}/record`];
  for (const address of [`/items/${item}`, ...own, '/me', '/help', '/mandates', '/search?q=许可']) await leave(page, server.url, address);
  await signIn(page, server, 'assistant-zhao');
  await post(page, `/assistance/${id}/moves`, { move: 'claim', wanted: 'fill' });
  await signIn(page, server, 'wang');
  await post(page, `/assistance/${id}/moves`, { move: 'consent', level: 'fill' });
  await leave(page, server.url, `/filings/${draft}/fill/2`);
  await signIn(page, server, 'assistant-zhao');
  for (const address of ['/staff', `/staff/${id}`]) await leave(page, server.url, address);
  await signIn(page, server, 'reviewer-labour');
  for (const address of ['/review', `/review/${submitted}`]) await leave(page, server.url, address);
});
