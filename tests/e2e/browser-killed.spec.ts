import { chromium } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { killBrowser } from './support/processes';
import { begin, expect, signIn, test, watch } from './support/test';

test('the browser is killed while typing: what was on the screen is there', async ({ server }, info) => {
  const profile = mkdtempSync(join(tmpdir(), 'bangban-profile-'));
  const { launchOptions, viewport, hasTouch, isMobile } = info.project.use;
  const options = { ...launchOptions, viewport, hasTouch, isMobile, locale: 'zh-CN', serviceWorkers: 'block' as const };
  const wrong: string[] = [];
  try {
    const first = await chromium.launchPersistentContext(profile, options);
    let page = await first.newPage();
    watch(page, server, wrong, []);
    await signIn(page, server, 'wang');
    const id = await begin(page, 'special-working-hours.new');
    const cookies = await first.cookies();
    await page.goto(`${server.url}/filings/${id}/fill/4`);
    const reason = page.locator('textarea').last();
    await reason.waitFor();
    await reason.focus();
    const text = '港口作业受船期和潮汐影响，𠮷祥号靠泊时需连续作业😀，不能实行标准工时。';
    for (const character of text) await page.keyboard.insertText(character);
    // Not until it says that it is saved: what can be read on the screen is what counts.
    expect(await reason.inputValue()).toBe(text);
    await page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => setTimeout(painted))));
    expect(killBrowser(profile)).toBeGreaterThan(0);
    await first.close().catch(() => undefined);

    const second = await chromium.launchPersistentContext(profile, options);
    await second.addCookies(cookies);
    page = await second.newPage();
    watch(page, server, wrong, []);
    await page.goto(`${server.url}/filings/${id}/fill/4`);
    await expect(page.locator('textarea').last()).toHaveValue(text);
    await second.close();
    expect(wrong).toEqual([]);
  } finally {
    killBrowser(profile);
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
});
