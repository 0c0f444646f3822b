import type { Page } from '@playwright/test';

/** What a browser says where there is no network. */
export const NO_NETWORK = [/Failed to load resource/, /ERR_/, /Failed to fetch/, /WebSocket connection/, /An unknown error occurred when fetching the script/];

/** Waits until the app and what searching needs are kept on the device. */
export async function kept(page: Page): Promise<void> {
  await page.locator('html[data-kept]').waitFor({ timeout: 60_000 });
  await page.waitForFunction(
    async () => navigator.serviceWorker.controller && (await caches.match('/api/v1/catalogue/index')) && (await caches.match('/api/v1/catalogue/figures')),
  );
}
