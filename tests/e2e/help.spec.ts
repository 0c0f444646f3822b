import type { Locator, Page, TestInfo } from '@playwright/test';
import { clean } from './support/axe';
import { dialog } from './support/people';
import { ask, begin, expect, signIn, test } from './support/test';

const item = 'special-working-hours.new';
const LANGUAGES = ['zh', 'en'] as const;

const heading = (page: Page): Locator => page.locator('main h1');
/** The link that there is on every page, at this size. */
const link = (page: Page, name = '请人帮办'): Locator =>
  page.getByRole('navigation').getByRole('link', { name }).locator('visible=true');
const station = (page: Page): Locator => page.locator('.help-stations > li');

async function look(page: Page, info: TestInfo, name: string): Promise<void> {
  await clean(page);
  await page.screenshot({ path: info.outputPath(`${name}.png`), fullPage: true });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wide, `${name}: nothing beside the screen`).toBeLessThanOrEqual(0);
}

test('from the first page to a request in a draft, and back', async ({ page, server }, info) => {
  await signIn(page, server, 'wang');
  const filing = await begin(page, item);
  await page.goto(server.url);
  await link(page).click();
  await expect(page).toHaveURL(`${server.url}/help`);
  await expect(page).toHaveTitle(/^请人帮办 - /);
  await expect(heading(page)).toBeFocused();
  await expect(link(page)).toHaveAttribute('aria-current', 'page');
  // The station of the firm's group stands first, though it is in another town than the firm.
  await expect(station(page).first()).toContainText('天津港集团');
  await expect(station(page).first()).toContainText('受理您的在线请求');
  await expect(page.getByLabel('街镇')).toHaveValue('120116001');
  await look(page, info, '1-help');

  await page.locator('.help-filings').getByRole('link', { name: '请人帮办' }).click();
  await expect(page).toHaveURL(new RegExp(`/filings/${filing}/fill`));
  await dialog(page).getByLabel('想问什么').fill('材料怎么准备？');
  await dialog(page).getByRole('button', { name: '发出请求' }).click();
  await expect(dialog(page)).toContainText('排在第1位');
  const [asked] = await ask<any[]>(page, '/assistance');
  expect([asked.filing, asked.station.id]).toEqual([filing, 'station-01']);

  // The page tells what is open, first, and in place of the bar.
  await page.goto(`${server.url}/help`);
  const open = page.locator('.help-open');
  await expect(open).toContainText('排在第1位');
  await expect(open).toContainText('天津港集团');
  await expect(open).toContainText(/1分钟|不在服务时间/);
  await expect(page.locator('.help-line')).toHaveCount(0);
  await look(page, info, '2-open');
  await open.getByRole('link', { name: '查看' }).click();
  await expect(page).toHaveURL(new RegExp(`/filings/${filing}/fill`));
  await page.goBack();
  await open.getByRole('button', { name: '取消请求' }).click();
  await expect(open).toHaveCount(0);
  await expect(heading(page)).toBeFocused();
  expect((await ask<any[]>(page, '/assistance')).filter((one) => one.state !== 'ended')).toEqual([]);
});

test('a question that is not sent stays until it is, and leaves with who signs out', async ({ page, server }) => {
  await signIn(page, server, 'wang');
  const address = `${server.url}/filings/${await begin(page, item)}/fill/1`;
  const question = dialog(page).getByLabel('想问什么');
  const open = () => page.getByRole('button', { name: '请人帮办' }).first().click();
  const kept = () => page.evaluate(() => Object.values(sessionStorage).join());
  await page.goto(address);
  await open();
  await question.fill('工会意见要盖章吗？');
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toHaveCount(0);
  await open();
  await expect(question).toHaveValue('工会意见要盖章吗？');
  await page.reload();
  await open();
  await expect(question).toHaveValue('工会意见要盖章吗？');
  await dialog(page).getByRole('button', { name: '发出请求' }).click();
  await expect(dialog(page)).toContainText('排在第1位');
  expect(await kept()).not.toContain('盖章');

  await dialog(page).getByRole('button', { name: '取消请求' }).click();
  await expect(dialog(page)).toHaveCount(0);
  await open();
  await expect(question).toHaveValue('');
  await question.fill('不想留下的话');
  expect(await kept()).toContain('不想留下的话');
  await page.goto(server.url);
  await page.locator('.acting').click();
  await page.getByRole('button', { name: '安全退出' }).click();
  await page.locator('dialog[open]').getByRole('button', { name: '安全退出' }).click({ timeout: 3_000 }).catch(() => undefined);
  await expect(page.getByText('没有留下您的内容')).toBeVisible({ timeout: 20_000 });
  expect(await kept()).not.toContain('不想留下的话');
});

test('not signed in: a service is found, one signs in, and filling begins with the question', async ({ page, server }, info) => {
  await page.goto(`${server.url}/scenes`);
  await link(page).click();
  await expect(page.getByRole('link', { name: '登录' }).last()).toHaveAttribute('href', '/sign-in?next=%2Fhelp');
  await expect(page.locator('.help-filings')).toHaveCount(0);
  await look(page, info, '1-nobody');

  const search = page.getByRole('combobox', { name: '搜索办事事项' });
  await search.fill('开饭馆');
  const hit = page.getByRole('option').first();
  await expect(hit).toContainText('食品经营');
  await page.screenshot({ path: info.outputPath('2-hits.png') });
  await hit.click();
  await page.waitForURL(/\/sign-in/);
  await page.getByRole('button', { name: /陈示例/ }).click();
  await page.waitForURL(/\/filings\/[^/]+\/fill/);
  await expect(dialog(page).getByLabel('想问什么')).toBeVisible();
  await dialog(page).getByRole('button', { name: '发出请求' }).click();
  await expect(dialog(page)).toContainText('排在第1位');
  const [asked] = await ask<any[]>(page, '/assistance');
  expect([asked.about.item, asked.station.id]).toEqual(['food-business-licence.new', 'station-10']);
});

test('what cannot be done online leads to its guide', async ({ page, server }) => {
  await page.goto(`${server.url}/help`);
  await page.getByRole('combobox', { name: '搜索办事事项' }).fill('健康证');
  const hit = page.getByRole('option', { name: /暂不能在线办理/ }).first();
  await hit.click();
  await page.waitForURL(/\/items\/[^?]+$/);
  await expect(page.locator('main')).toContainText('暂不能在线办理');
});

test('signing in comes back to the page', async ({ page, server }) => {
  await page.goto(`${server.url}/help`);
  await page.locator('main').getByRole('link', { name: '登录' }).click();
  await page.getByRole('button', { name: /李示例/ }).click();
  await page.waitForURL(`${server.url}/help`);
  await expect(page.locator('main')).toContainText('没有正在填写的办件');
  // The station of her subdistrict.
  await expect(station(page).first()).toContainText('于家堡');
  await expect(station(page).first()).toContainText('受理您的在线请求');
});

test('the stations of a town, each with a number to call', async ({ page, server }) => {
  await page.goto(`${server.url}/help`);
  const town = page.getByLabel('街镇');
  await expect(station(page)).toHaveCount(4);
  await page.getByRole('button', { name: '显示全部22个工作站' }).click();
  await expect(station(page)).toHaveCount(22);
  await expect(station(page).nth(4).getByRole('link')).toBeFocused();
  await town.selectOption({ label: '北塘街道' });
  await expect(station(page)).toHaveCount(2);
  await expect(station(page).first().getByRole('link')).toHaveAttribute('href', /^tel:0226562\d{4}$/);
  await town.selectOption('');
  await expect(station(page)).toHaveCount(22);
});

test('who is at a desk has no such link', async ({ page, server }) => {
  for (const [who, desk] of [['reviewer-labour', '审批台'], ['assistant-zhao', '帮办台']]) {
    await signIn(page, server, who);
    await page.goto(server.url);
    await expect(link(page, desk)).toBeVisible();
    await expect(link(page)).toHaveCount(0);
  }
});

test('the places fit, in both languages and in large type', async ({ page, server }, info) => {
  const { height } = info.project.use.viewport!;
  const widths = info.project.name === 'phone' ? [320, 390] : [800, 1024, 1280];
  await signIn(page, server, 'wang');
  for (const elder of [false, true]) {
    for (const language of LANGUAGES) {
      await page.evaluate(([language, elder]) => {
        localStorage.setItem('bangban.language', language as string);
        if (elder) localStorage.setItem('bangban.elder', '1');
      }, [language, elder] as const);
      for (const width of widths.filter((width) => !elder || width > 320)) {
        const name = `${language}-${width}${elder ? '-elder' : ''}`;
        await page.setViewportSize({ width, height });
        await page.goto(`${server.url}/help`);
        await station(page).first().waitFor();
        await look(page, info, name);
        const places = page.getByRole('navigation').locator('a:visible');
        await expect(places).toHaveCount(info.project.name === 'phone' ? 5 : 4);
        const boxes = await places.evaluateAll((all) => all.map((one) => {
          const box = one.getBoundingClientRect();
          return { left: box.left, right: box.right, cut: one.scrollWidth - one.clientWidth, below: one.scrollHeight - one.clientHeight };
        }));
        for (const [at, box] of boxes.entries()) {
          expect(box.cut, name).toBeLessThanOrEqual(0);
          expect(box.below, name).toBeLessThanOrEqual(0);
          expect(box.left, name).toBeGreaterThanOrEqual(at === 0 ? 0 : boxes[at - 1].right - 1);
          expect(box.right, name).toBeLessThanOrEqual(width);
        }
      }
    }
  }
});
