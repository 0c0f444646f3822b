import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Nothing of the page that is open keeps anybody out, as far as a machine can tell. */
export async function clean(page: Page): Promise<void> {
  await page.locator('main h1, main .notice').first().waitFor();
  await page.waitForTimeout(300);
  const found = await new AxeBuilder({ page }).analyze();
  const words = found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`);
  expect(words, page.url()).toEqual([]);
}
