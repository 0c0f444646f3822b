import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Page } from '@playwright/test';
import { fillStep, form, pdf, png, pointing, sample } from './support/form';
import { begin, expect, signIn, test, watch } from './support/test';
import { kept } from './support/kept';
import type { Server } from './support/server';
import { anotherVersion } from './support/version';

test.use({ serviceWorkers: 'allow' });

const read = 'special-working-hours.new';
const unread = 'food-business-licence.new';
const noNetwork = [/Failed to load resource/, /ERR_/, /Failed to fetch/, /An unknown error occurred when fetching the script/];

/** Opens a guide and waits until it is kept. */
async function readGuide(page: Page, server: Server): Promise<string> {
  await page.goto(`${server.url}/items/${read}`);
  const name = await page.locator('main h1').innerText();
  await page.waitForFunction((path) => caches.match(path), `/api/v1/catalogue/items/${read}/guide`);
  return name;
}

/** What must be there without a network. */
async function worksOffline(page: Page, server: Server, name: string): Promise<void> {
  await page.goto(server.url);
  await expect(page.locator('#first')).toHaveCount(0);
  await expect(page.locator('main h1')).toBeVisible();
  await page.goto(`${server.url}/search?q=${encodeURIComponent('特殊工时')}`);
  await expect(page.locator('#hit-0')).toBeVisible();
  await page.goto(`${server.url}/items/${read}`);
  await expect(page.locator('main h1')).toHaveText(name);
  await page.goto(`${server.url}/items/${unread}`);
  await expect(page.getByText('这份指南还没有存在这台设备上')).toBeVisible();
  await expect(page.getByRole('button', { name: '再试一次' })).toBeVisible();
}

for (const way of ['the browser is offline', 'the server is gone']) {
  test(`offline, ${way}: home, search and the guide that was read open; back online all does`, async ({ page, context, server, expected }) => {
    expected.push(...noNetwork);
    await page.goto(server.url);
    await kept(page);
    const name = await readGuide(page, server);
    if (way === 'the server is gone') await server.kill();
    else await context.setOffline(true);
    await worksOffline(page, server, name);
    if (way === 'the server is gone') await server.run();
    else await context.setOffline(false);
    await page.getByRole('button', { name: '再试一次' }).click();
    await expect(page.getByText('这份指南还没有存在这台设备上')).toHaveCount(0);
    await expect(page.locator('.key-facts, .two.guide').first()).toBeVisible();
  });
}

test('offline: a guide that was open before the worker came is kept too', async ({ page, server, expected }) => {
  expected.push(...noNetwork);
  await page.goto(`${server.url}/items/${read}`);
  const name = await page.locator('main h1').innerText();
  await kept(page);
  await page.waitForFunction((path) => caches.match(path), `/api/v1/catalogue/items/${read}/guide`);
  await server.kill();
  await page.reload();
  await expect(page.locator('main h1')).toHaveText(name);
});

test('offline: what is about a person is not in any cache', async ({ page, server }) => {
  await signIn(page, server, 'wang');
  await page.goto(server.url);
  await kept(page);
  const id = await begin(page, read);
  for (const path of ['/filings', `/filings/${id}`, `/filings/${id}/fill/1`, '/me']) {
    await page.goto(server.url + path);
    await page.locator('main h1').waitFor();
    await page.waitForLoadState('networkidle');
  }
  const addresses = await page.evaluate(async () => {
    const found: string[] = [];
    for (const name of await caches.keys()) {
      if (name === 'running') continue;
      for (const key of await (await caches.open(name)).keys()) found.push(new URL(key.url).pathname);
    }
    return found;
  });
  const api = addresses.filter((path) => path.startsWith('/api/'));
  expect(api).toContain(`/api/v1/forms/${read}`);
  const open = /^\/api\/v1\/(catalogue\/(index|figures|scenes|items\/[^/]+\/guide|regions\/[^/]+\/children)|forms\/[^/]+)$/;
  expect(api.filter((path) => !open.test(path))).toEqual([]);
  expect(addresses.filter((path) => path.includes(id))).toEqual([]);
});

test('offline: an open filing is filled and files wait; submitting waits for the network', async ({ page, context, server, expected }) => {
  test.setTimeout(180_000);
  expected.push(...noNetwork);
  await signIn(page, server, 'wang');
  await page.goto(server.url);
  await kept(page);
  const id = await begin(page, read);
  await page.goto(`${server.url}/filings/${id}/fill/1`);
  await page.locator('form.form').waitFor();
  const definition = form(read);
  const hand = pointing(false);
  // Places are asked for as one chooses: the first step is filled while they can be.
  const next = page.locator('.foot .btn.main');
  const heading = page.locator('main h1');
  for (const [index, step] of definition.ui.elements.entries()) {
    if (index === 1) {
      await expect(page.locator('.saved.here')).toBeVisible();
      await context.setOffline(true);
      await server.kill();
    }
    await expect(heading).toHaveText(step.label);
    if (JSON.stringify(step).includes('"Materials"')) {
      const inputs = page.locator('.material input[type=file]:not([capture])');
      await inputs.first().waitFor({ state: 'attached' });
      for (let at = 0; at < (await inputs.count()); at += 1) {
        const accepted = (await inputs.nth(at).getAttribute('accept')) ?? 'application/pdf';
        await inputs.nth(at).setInputFiles(/pdf/.test(accepted) ? pdf(`${at}.pdf`) : png(`${at}.png`));
      }
      await expect(page.locator('.file')).toHaveCount(await inputs.count());
      await expect(page.locator('.file', { hasText: '没有上传成功' })).toHaveCount(0);
    } else await fillStep(page, hand, definition, step, sample(read));
    await next.click();
  }
  await page.locator('#commitment').check();
  await page.getByRole('button', { name: '提交申请' }).click();
  await expect(page.locator('.outcome')).toContainText('提交要等网络');

  await server.run();
  await context.setOffline(false);
  await expect(async () => {
    await page.getByRole('button', { name: '提交申请' }).click();
    await page.waitForURL(/receipt$/, { timeout: 1500 });
  }).toPass({ timeout: 60_000 });
});

test('offline: a new version is offered, and the old one goes on until it is wanted', async ({ page, context, server, expected }) => {
  expected.push(...noNetwork);
  await page.goto(server.url);
  await kept(page);
  await page.reload();
  const other = await context.newPage();
  const wrong: string[] = [];
  watch(other, server, wrong, expected);
  await other.goto(`${server.url}/search`);
  await other.locator('main h1').waitFor();
  const runs = (which: Page) =>
    which.evaluate(() => document.querySelector<HTMLScriptElement>('script[type=module]')!.src);
  const old = await runs(page);

  await server.kill();
  server.app = anotherVersion();
  await server.run();
  await page.evaluate(() => navigator.serviceWorker.getRegistration().then((one) => one!.update()));
  const offer = page.getByRole('button', { name: '更新', exact: true });
  await expect(offer).toBeVisible({ timeout: 60_000 });
  // Not by itself: a page that is opened meanwhile is of the version that runs.
  await page.reload();
  expect(await runs(page)).toBe(old);
  await expect(offer).toBeVisible();
  // A part of it that the server does not have any more, and that was not loaded yet.
  await other.evaluate(() => {
    history.pushState(null, '', '/sign-in');
    dispatchEvent(new PopStateEvent('popstate'));
  });
  await expect(other.locator('main h1')).toHaveText(/登录/);

  const moved = page.waitForEvent('load');
  await offer.click();
  await moved;
  await expect.poll(() => runs(page)).not.toBe(old);
  await expect(page.locator('main h1')).toBeVisible();
  await expect(offer).toHaveCount(0);
  // The other page was not touched, and finds its parts still.
  expect(await runs(other)).toBe(old);
  await other.evaluate(() => {
    history.pushState(null, '', '/filings');
    dispatchEvent(new PopStateEvent('popstate'));
  });
  await expect(other.locator('main h1')).toBeVisible();
  await expect(other.getByText('连不上政务服务系统')).toHaveCount(0);
  const versions = () => page.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith('app-')).length);
  expect(await versions()).toBe(2);
  // Nobody runs the old version any more: it goes.
  await other.close();
  await page.reload();
  await expect.poll(versions).toBe(1);
  expect(wrong).toEqual([]);
  rmSync(dirname(server.app), { recursive: true, force: true });
});

test('offline: the app can be installed', async ({ page, server }) => {
  await page.goto(server.url);
  await kept(page);
  const devtools = await page.context().newCDPSession(page);
  const manifest = await devtools.send('Page.getAppManifest');
  expect(manifest.errors).toEqual([]);
  expect(JSON.parse(manifest.data!).name).toBe('滨海帮办');
  const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
  // Tests run in windows of their own, in which nothing is ever installed.
  expect(installabilityErrors.filter((error) => error.errorId !== 'in-incognito')).toEqual([]);
  const icons: { src: string; sizes: string }[] = JSON.parse(manifest.data!).icons;
  for (const { src, sizes } of icons.filter((icon) => icon.src.endsWith('.png'))) {
    const size = await page.evaluate(async (address) => {
      const image = await createImageBitmap(await (await fetch(address)).blob());
      return `${image.width}x${image.height}`;
    }, src);
    expect(size, src).toBe(sizes);
  }
});
