import type { Page } from '@playwright/test';
import { clean } from './support/axe';
import { file, granted } from './support/filed';
import { begin, expect, signIn, test } from './support/test';
import type { Server } from './support/server';

const item = 'special-working-hours.new';
const ITEM = '企业实行不定时工作制和综合计算工时工作制审批（首次申请）';
const BRAND = '滨海帮办';

/** Addresses, what stands in the tab, and who is signed in. `{f}` is a filing with an answer, `{d}`
 * its decision, `{n}` a draft. */
const titles: Record<string, [string, string | RegExp][]> = {
  nobody: [
    ['/', '想办什么事？'], ['/search', '找服务'], ['/scenes', '高效办成一件事'], ['/scenes/{s}', /./], [`/items/${item}`, ITEM],
    ['/help', '请人帮办'], ['/me', '我的'], ['/sign-in', '登录'], ['/phone', '用手机继续办理'], ['/nowhere', '没有找到这个页面'],
  ],
  wang: [
    ['/filings', '我的办件'], ['/filings/{f}', ITEM], ['/filings/{f}/receipt', '收件回执'], ['/filings/{f}/record', '帮办记录'],
    ['/filings/{f}/documents/{d}', /决定书$/], ['/filings/{n}/fill', '情形选择'], ['/filings/{n}/fill/2', '单位信息'],
    ['/filings/{n}/fill/review', '核对您填写的内容'], ['/mandates', '委托办理'], ['/mandates/new', '新建委托书'],
  ],
  'reviewer-labour': [['/review', '审批台'], ['/review/{f}', ITEM], ['/review/{f}/documents/{d}', /决定书$/]],
  'assistant-zhao': [['/staff', '帮办台'], ['/staff/nothing', /./]],
};

const heading = (page: Page) => page.locator('main h1');

async function named(page: Page, address: string, title: string | RegExp): Promise<void> {
  await page.goto(address);
  await heading(page).first().waitFor();
  const name = (await heading(page).first().innerText()).trim();
  await expect(page, address).toHaveTitle(`${name} - ${BRAND}`);
  if (typeof title === 'string') expect(name, address).toBe(title);
  else expect(name, address).toMatch(title);
}

/** Some ids to put into addresses. */
async function some(page: Page, server: Server): Promise<(address: string) => string> {
  await signIn(page, server, 'wang');
  const draft = await begin(page, item);
  const filing = await file(page, item);
  const decision = await granted(page, filing);
  const scene = await page.evaluate(() => fetch('/api/v1/catalogue/scenes').then((answer) => answer.json()).then((all) => (all.scenes ?? all)[0].id as string));
  return (address) => server.url + address.replace('{n}', draft).replace('{f}', filing).replace('{d}', decision).replace('{s}', scene);
}

test('every page has its name in the tab, and axe finds nothing in English', async ({ page, server, expected }) => {
  test.setTimeout(300_000);
  expected.push(/Failed to load resource/);
  const at = await some(page, server);
  for (const [who, pages] of Object.entries(titles)) {
    if (who === 'nobody') await page.context().clearCookies();
    else await signIn(page, server, who);
    for (const [address, title] of pages) await named(page, at(address), title);
    await page.evaluate(() => localStorage.setItem('bangban.language', 'en'));
    for (const [address] of pages) {
      await page.goto(at(address));
      await expect(page).toHaveTitle(/ - Binhai Bangban$/);
      await expect(page.locator('html')).toHaveAttribute('lang', /^en/);
      await clean(page);
    }
    await page.evaluate(() => localStorage.setItem('bangban.language', 'zh'));
    for (const address of ['/scenes/{s}', '/review/{f}']) {
      if (!pages.some(([known]) => known === address)) continue;
      await page.goto(at(address));
      await clean(page);
    }
  }
});

test('the first key reaches the way to the content, which leads to the heading', async ({ page, server }) => {
  for (const address of ['/', `/items/${item}`, '/scenes']) {
    await page.goto(server.url + address);
    await heading(page).waitFor();
    const skip = page.locator('a.skip');
    await expect(skip).not.toBeInViewport();
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await page.keyboard.press('Tab');
    await expect(skip).toBeFocused();
    await expect(skip).toBeInViewport();
    await expect(skip).toHaveText('跳到正文');
    await page.keyboard.press('Enter');
    await expect(heading(page)).toBeFocused();
  }
});

test('who goes to another page is at its heading; who opens one is not moved', async ({ page, server }) => {
  await page.goto(`${server.url}/scenes`);
  await heading(page).waitFor();
  await page.waitForTimeout(300);
  await expect(heading(page)).not.toBeFocused();
  await page.locator('main a[href^="/scenes/"]').first().click();
  await expect(page).toHaveURL(/\/scenes\/./);
  await expect(heading(page)).toBeFocused();
  await page.locator('main a[href^="/items/"]').first().click();
  await expect(page).toHaveURL(/\/items\/./);
  await expect(heading(page)).toBeFocused();
  const there = await heading(page).innerText();
  await page.goBack();
  await expect(heading(page)).not.toHaveText(there);
  await expect(heading(page)).toBeFocused();
  await page.goForward();
  await expect(heading(page)).toHaveText(there);
  await expect(heading(page)).toBeFocused();
});

test('larger text by a press: it is larger, and stays so', async ({ page, server, isMobile }) => {
  const size = () => page.locator('main p').first().evaluate((one) => parseFloat(getComputedStyle(one).fontSize));
  // On a phone the switch is on the page about oneself.
  const place = isMobile ? '/me' : '/scenes';
  await page.goto(server.url + place);
  await heading(page).waitFor();
  const before = await size();
  await page.getByRole('button', { name: '长辈模式' }).locator('visible=true').first().click();
  const back = page.getByRole('button', { name: '标准模式' }).locator('visible=true').first();
  await expect(back).toBeVisible();
  expect(await size()).toBeGreaterThan(before * 1.1);
  await clean(page);
  await page.reload();
  await expect(back).toBeVisible();
  expect(await size()).toBeGreaterThan(before * 1.1);
  await back.click();
  expect(await size()).toBe(before);
  await page.reload();
  await heading(page).waitFor();
  expect(await size()).toBe(before);
});
