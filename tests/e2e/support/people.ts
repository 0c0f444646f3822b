import type { Browser, Locator, Page } from '@playwright/test';
import { expect, watch } from './test';
import type { Server } from './server';

/** What a console says of a network that goes, and of answers that a test asks for. */
export const NETWORK = [/WebSocket connection/, /Failed to load resource/];
export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };
export const DESKTOP = { viewport: { width: 1280, height: 900 } };

/** A browser of somebody's own, at the first page. What goes wrong in it is noted in `wrong`. */
export async function arrives(browser: Browser, server: Server, size: object, wrong: string[], expected = NETWORK): Promise<Page> {
  const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', serviceWorkers: 'block', ...size });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  watch(page, server, wrong, expected);
  await page.goto(server.url);
  return page;
}

/** Signs in as an assistant by the page for it, and is at the desk. */
export async function atTheDesk(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name: '登录' }).first().click();
  await page.locator('.choice', { hasText: '帮办员' }).filter({ hasText: name }).click();
  await expect(page).toHaveURL(/\/staff$/);
}

export const dialog = (page: Page): Locator => page.locator('dialog[open]');
/** A question of a form, by its label. */
export const box = (page: Page, label: string): Locator =>
  page.locator('.field', { has: page.locator('label, legend', { hasText: label }) }).first();
/** A question in an assistant's layout, by its path. */
export const line = (page: Page, path: string): Locator => page.locator(`#line-${path.replaceAll('/', '-')}`);
