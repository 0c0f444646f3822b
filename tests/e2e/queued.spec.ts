import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { attachAll, fillStep, form, pointing, sample } from './support/form';
import { kept, NO_NETWORK } from './support/kept';
import { ask, begin, expect, signIn, test } from './support/test';

test.use({ serviceWorkers: 'allow' });

const item = 'special-working-hours.new';

async function clean(page: Page): Promise<void> {
  await page.waitForTimeout(300);
  const found = await new AxeBuilder({ page }).analyze();
  expect(found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`)).toEqual([]);
}

test('a submission waits for the network, survives a reload, and is asked for before it goes', async ({ page, context, server, expected }) => {
  test.setTimeout(240_000);
  expected.push(...NO_NETWORK);
  await signIn(page, server, 'wang');
  await page.goto(server.url);
  await kept(page);
  const id = await begin(page, item);
  const definition = form(item);
  for (let turn = 1; turn <= 5; turn += 1) {
    await page.goto(`${server.url}/filings/${id}/fill/${turn}`);
    const heading = page.locator('main h1');
    await heading.waitFor();
    const name = await heading.innerText();
    const step = definition.ui.elements.find((one: any) => one.label === name);
    await fillStep(page, pointing(false), definition, step, sample(item));
    await expect(page.locator('form.form .page')).toHaveCount(0);
    if ((await page.locator('.materials').count()) > 0) await attachAll(page);
  }
  await expect(page.locator('.saved.stored')).toBeVisible({ timeout: 30_000 });
  await page.goto(`${server.url}/filings/${id}/fill/review`);
  await page.locator('.form.review').waitFor();
  await page.waitForLoadState('networkidle');
  await context.setOffline(true);
  await server.kill();
  // Not without the commitment.
  await page.getByRole('button', { name: '提交申请' }).click();
  await expect(page.locator('.outcome')).toContainText('承诺');
  await page.locator('#commitment').check();
  await page.getByRole('button', { name: '提交申请' }).click();
  await expect(page.locator('.outcome')).toContainText('提交要等网络');
  await clean(page);
  await page.getByRole('button', { name: '等网络恢复后提交' }).click();
  await expect(page.locator('.outcome')).toContainText('不会自动提交');
  await clean(page);
  await page.reload();
  await expect(page.locator('.outcome')).toContainText('正在等网络恢复');
  await expect(page.locator('#commitment')).toBeChecked();
  // On another step, and the network is back: asked, and nothing has gone.
  await page.goto(`${server.url}/filings/${id}/fill/2`);
  await page.locator('form.form').waitFor();
  await server.run();
  await context.setOffline(false);
  const dialog = page.getByRole('dialog', { name: /.*/ }).filter({ hasText: '网络已恢复，现在提交？' });
  await expect(dialog).toBeVisible({ timeout: 40_000 });
  expect((await ask<any>(page, `/filings/${id}`)).state).toBe('draft');
  await clean(page);
  // Esc is no answer: it asks again the next time.
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await page.reload();
  await expect(dialog).toBeVisible({ timeout: 40_000 });
  await page.getByRole('button', { name: '现在提交' }).click();
  await page.waitForURL(/receipt$/, { timeout: 30_000 });
  const timeline = await ask<any[]>(page, `/filings/${id}/timeline`);
  expect(timeline.filter((entry) => entry.event === 'submitted')).toHaveLength(1);
});

test('what is behind the save state: how it is connected, what waits, and trying now', async ({ page, context, server, expected }) => {
  expected.push(...NO_NETWORK);
  await signIn(page, server, 'wang');
  await page.goto(server.url);
  await kept(page);
  const id = await begin(page, item);
  await page.goto(`${server.url}/filings/${id}/fill/4`);
  await page.locator('textarea').last().fill('港口作业');
  await expect(page.locator('.saved.stored')).toBeVisible({ timeout: 30_000 });
  await page.locator('.saved').click();
  const dialog = page.locator('dialog[open]');
  await expect(dialog).toContainText('实时连接');
  await expect(dialog).toContainText('0 处修改，0 个文件');
  await clean(page);
  await context.setOffline(true);
  await server.kill();
  await expect(dialog).toContainText('没有连上');
  await dialog.getByRole('button', { name: '关闭' }).click();
  await expect(page.locator('.saved')).toBeFocused();
  await page.locator('textarea').last().fill('港口作业，离线');
  await page.locator('.saved').click();
  await expect(dialog).toContainText('1 处修改');
  await server.run();
  await context.setOffline(false);
  await dialog.getByRole('button', { name: '现在再试' }).click();
  await expect(dialog).toContainText('实时连接', { timeout: 15_000 });
  await expect(dialog).toContainText('0 处修改');
});
