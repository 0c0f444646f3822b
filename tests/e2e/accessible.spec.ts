import { clean } from './support/axe';
import { begin, expect, signIn, test } from './support/test';

const open = ['/', '/search?q=%E9%A3%9F%E5%93%81', '/items/special-working-hours.new', '/items/jian-kang-zheng', '/scenes', '/help', '/sign-in', '/nowhere'];

for (const scheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on the open pages, ${scheme}`, async ({ page, server, expected }) => {
    expected.push(/Failed to load resource/);
    await page.emulateMedia({ colorScheme: scheme });
    for (const path of open) {
      await page.goto(server.url + path);
      await clean(page);
    }
  });

  test(`axe finds nothing while filling and on one's own pages, ${scheme}`, async ({ page, server }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await signIn(page, server, 'wang');
    const id = await begin(page, 'special-working-hours.new');
    for (const step of ['1', '2', '3', '4', '5', 'review']) {
      await page.goto(`${server.url}/filings/${id}/fill/${step}`);
      await clean(page);
      if (step === '3') {
        await page.locator('button.add').click();
        await page.locator('button[type=submit]').click();
        await page.locator('.problems').waitFor();
        await clean(page);
      }
    }
    for (const path of ['/', '/filings', `/filings/${id}`, '/me']) {
      await page.goto(server.url + path);
      await clean(page);
    }
  });
}

test('axe finds nothing in English, nor on the review desk', async ({ page, server }) => {
  await signIn(page, server, 'reviewer-labour');
  await page.goto(`${server.url}/review`);
  await clean(page);
  await page.evaluate(() => localStorage.setItem('bangban.language', 'en'));
  for (const path of ['/', '/items/special-working-hours.new', '/scenes']) {
    await page.goto(server.url + path);
    await clean(page);
  }
});

test('at 200% zoom nothing is cut off sideways', async ({ page, server, expected }, info) => {
  expected.push(/Failed to load resource/);
  const { width, height } = info.project.use.viewport!;
  // What a browser does when it zooms: the page gets half as many pixels of its own. A phone's
  // page gets no narrower than 320 of them (WCAG 2.2, 1.4.10).
  await page.setViewportSize({ width: Math.max(320, width / 2), height: Math.round(height / 2) });
  await signIn(page, server, 'wang');
  const id = await begin(page, 'special-working-hours.new');
  const steps = ['1', '2', '3', '4', 'materials', 'review'].map((step) => `/filings/${id}/fill/${step}`);
  for (const path of [...open, ...steps, '/filings', `/filings/${id}`, '/me']) {
    await page.goto(server.url + path);
    await page.locator('main h1, main .notice').first().waitFor();
    await page.waitForTimeout(300);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(over, path).toBeLessThanOrEqual(0);
  }
});
