import type { Page } from '@playwright/test';
import { ask, begin, expect, signIn, test } from './support/test';
import { attachAll, day, fillStep, form, pdf, pointing, sample } from './support/form';

const item = 'special-working-hours.new';

/** The words beside a step in the list; on a phone the list is not shown, and still told. */
const step = (page: Page, name: string) => page.locator('.steps li', { hasText: name }).locator('.step-words');

test('a step says how it stands, and that something is wrong once one has been there', async ({ page, server }) => {
  await signIn(page, server, 'wang');
  const id = await begin(page, item);
  await page.goto(`${server.url}/filings/${id}/fill/1`);
  await expect(step(page, '岗位与人数')).toHaveText('未填写');
  await expect(step(page, '申请材料')).toHaveText('未填写');
  // Registers filled in some of it.
  await expect(step(page, '单位信息')).toHaveText(/填写中|已完成/);
  await page.goto(`${server.url}/filings/${id}/fill/3`);
  await page.locator('.field', { hasText: '职工总数' }).locator('input').first().fill('0');
  await page.goto(`${server.url}/filings/${id}/fill/1`);
  // It was opened before this page, and not since: that is as if by somebody else.
  await expect(step(page, '岗位与人数')).toHaveText('填写中，还差 3 项');
  await page.goto(`${server.url}/filings/${id}/fill/3`);
  await page.locator('.foot a').click();
  await expect(page.locator('main h1')).toHaveText('单位信息');
  await expect(step(page, '岗位与人数')).toHaveText('有 1 处需修改');
});

test('from any step to any other: on a phone by a list that opens', async ({ page, server }, info) => {
  await signIn(page, server, 'wang');
  const id = await begin(page, item);
  await page.goto(`${server.url}/filings/${id}/fill/1`);
  const list = page.locator('.steps ol');
  const fold = page.locator('.steps').getByRole('button', { name: '全部步骤' });
  if (info.project.name === 'phone') {
    await expect(list).toBeHidden();
    await fold.tap();
  } else await expect(fold).toBeHidden();
  await list.getByRole('link', { name: '岗位与人数' }).click();
  await expect(page.locator('main h1')).toHaveText('岗位与人数');
  await expect(list).toBeVisible({ visible: info.project.name !== 'phone' });
});

test('who presses twice by habit goes one step on', async ({ page, server }, info) => {
  await signIn(page, server, 'wang');
  const id = await begin(page, item);
  await page.goto(`${server.url}/filings/${id}/fill/1`);
  await page.locator('form.form').waitFor();
  const definition = form(item);
  await fillStep(page, pointing(info.project.name === 'phone'), definition, definition.ui.elements[0], sample(item));
  await page.locator('button[type=submit]').dblclick();
  await expect(page.locator('main h1')).toHaveText('单位信息');
  // The second press would have been judged by now.
  await page.waitForTimeout(500);
  await expect(page.locator('main h1')).toHaveText('单位信息');
  await expect(page.locator('.problems')).toHaveCount(0);
});

test('one is told of the materials that are missing, and may go on', async ({ page, server }) => {
  await signIn(page, server, 'wang');
  const id = await begin(page, item);
  await page.goto(`${server.url}/filings/${id}/fill/materials`);
  await expect(page.locator('.material').first()).toBeVisible();
  const next = page.locator('button[type=submit]');
  await next.click();
  const told = page.locator('.problems');
  await expect(told).toContainText(/还缺 [1-9] 份必交材料/);
  await expect(told).toBeFocused();
  await expect(page.locator('main h1')).toHaveText('申请材料');
  await expect(page.locator('.material > .why').first()).toBeVisible();
  const before = await told.locator('li').count();
  const first = page.locator('.material', { hasText: '必交' }).first();
  await first.locator('input[type=file]').first().setInputFiles(pdf('说明.pdf'));
  await expect(told.locator('li')).toHaveCount(before - 1);
  await next.click();
  await expect(page.locator('main h1')).toHaveText('核对您填写的内容');
  await expect(step(page, '申请材料')).toHaveText(/填写中，还差 \d 项/);
  await expect(page.locator('.review .why', { hasText: '请上传此材料' })).toHaveCount(before - 1);
});

test('a period is judged when both its dates are left; a year has four digits', async ({ page, server }) => {
  await signIn(page, server, 'wang');
  const id = await begin(page, item);
  await page.goto(`${server.url}/filings/${id}/fill/3`);
  await page.locator('button.add').click();
  const term = page.locator('.one-row .field', { hasText: '实行期限' });
  const [from, to] = [term.locator('[data-part=from]'), term.locator('[data-part=to]')];
  const [first, last, before, past] = ['2027-01-01', '2027-12-31', '2026-12-31', '2026-11-29'].map(day);
  await from.fill(first!);
  // The calendar has closed, and the second date is still to come.
  await from.evaluate((node: HTMLElement) => node.blur());
  await page.waitForTimeout(600);
  await expect(term.locator('.why')).toHaveCount(0);
  await to.focus();
  await to.fill(before!);
  await page.waitForTimeout(600);
  await expect(term.locator('.why')).toHaveCount(0);
  await page.locator('.one-row textarea').last().focus();
  await expect(term.locator('.why')).toContainText('结束日期应不早于开始日期');
  await to.fill(last!);
  await expect(term.locator('.why')).toHaveCount(0);
  await from.focus();
  const [year, month, date] = first!.split('-');
  await page.keyboard.type(`${month}${date}${year}`);
  expect(await from.inputValue()).toBe(first);
  // What has passed cannot be applied for.
  await from.fill(past!);
  await page.locator('.one-row textarea').last().focus();
  await expect(term.locator('.why')).toContainText(`开始日期不能早于${day('2026-11-30').replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日')}`);
  await from.fill(first!);
  await expect(term.locator('.why')).toHaveCount(0);
  for (const date of await page.locator('input[type=date]').all()) await expect(date).toHaveAttribute('max', '9999-12-31');
});

test('answers are taken from another person of the form at one press, and given back', async ({ page, server }) => {
  await signIn(page, server, 'wang');
  const id = await begin(page, item);
  await page.goto(`${server.url}/filings/${id}/fill/1`);
  await page.locator('input[value=agent]').check();
  await page.goto(`${server.url}/filings/${id}/fill/2`);
  const of = (label: string) => page.locator('.field', { hasText: label }).locator('input').first();
  const button = page.getByRole('button', { name: '与联系人相同' });
  await expect(of('代理人姓名')).toHaveValue('');
  await button.click();
  for (const part of ['姓名', '身份证号', '手机号']) {
    await expect(of(`代理人${part}`)).toHaveValue(await of(`联系人${part}`).inputValue());
    await expect(of(`代理人${part}`)).not.toHaveValue('');
  }
  await expect(page.locator('.toast')).toContainText('已填入 3 项');
  await button.click();
  await expect(page.locator('.toast').last()).toContainText('没有可填入的内容');
  const undo = page.getByRole('button', { name: '撤销' });
  for (let turn = 0; turn < 3; turn += 1) await undo.click();
  await expect(of('代理人姓名')).toHaveValue('');
  await expect(of('联系人姓名')).not.toHaveValue('');
});

test('what is checked is passed by few keys, and each file has the name of its material', async ({ page, server }, info) => {
  test.setTimeout(180_000);
  const hand = pointing(info.project.name === 'phone');
  await signIn(page, server, 'wang');
  const id = await begin(page, item);
  const definition = form(item);
  await page.goto(`${server.url}/filings/${id}/fill/1`);
  for (let turn = 0; turn < definition.ui.elements.length; turn += 1) {
    const heading = await page.locator('main h1').innerText();
    const open = definition.ui.elements.find((one: any) => one.label === heading);
    if (!open) break;
    await fillStep(page, hand, definition, open, sample(item));
    await expect(page.locator('form.form .page')).toHaveCount(0);
    if ((await page.locator('.materials').count()) > 0) {
      await attachAll(page);
      const several = page.locator('.material', { hasText: '申请说明书' });
      await several.locator('input[type=file]').first().setInputFiles(pdf('补充.pdf'));
      await expect(several.locator('.file b')).toHaveText(['1. 材料1.pdf', '2. 补充.pdf']);
      await expect(page.locator('.file', { hasText: '补充' })).toContainText('已上传');
    }
    const before = page.url();
    await hand.press(page.locator('button[type=submit]'));
    await expect(page).not.toHaveURL(before);
  }
  await expect(page.locator('main h1')).toHaveText('核对您填写的内容');
  await expect(page.locator('.review .why')).toHaveCount(0);
  await expect(page.locator('.check-one', { hasText: '申请说明书' }).locator('li')).toHaveText(['1. 材料1.pdf', '2. 补充.pdf']);
  // Who changes something comes back to what they checked.
  await page.getByRole('link', { name: '修改情形选择' }).click();
  await expect(page.locator('main h1')).toHaveText('情形选择');
  await page.getByRole('button', { name: '保存，去核对' }).click();
  await expect(page.locator('main h1')).toHaveText('核对您填写的内容');
  // One way to change it a section, one a list, one to show a sensitive answer.
  const stops = page.locator('.review a, .review button, .review input');
  expect(await stops.count()).toBeLessThan(20);
  await page.getByRole('link', { name: '跳到承诺和提交' }).click();
  await expect(page.locator('#commitment')).toBeFocused();
  await page.locator('#commitment').check();
  await page.getByRole('button', { name: '提交申请' }).click();
  await page.waitForURL('**/receipt');
  await expect(page.locator('.receipt')).toBeVisible();
  for (const [width, elder] of [[390, '1'], [320, '0']] as const) {
    await page.setViewportSize({ width, height: 844 });
    await page.evaluate((elder) => localStorage.setItem('bangban.elder', elder), elder);
    await page.reload();
    await expect(page.locator('.receipt')).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
  }
  await page.goto(`${server.url}/filings/${id}`);
  const files = page.locator('section', { has: page.locator('h2', { hasText: '材料' }) }).locator('.list > li', { hasText: '申请说明书' });
  await expect(files.locator('li')).toHaveText([/^1\. 材料1\.pdf/, /^2\. 补充\.pdf/]);
  const filing = await ask<any>(page, `/filings/${id}`);
  expect(filing.attachments.every((file: any) => file.materialName.zh)).toBe(true);
  await signIn(page, server, 'reviewer-labour');
  await page.goto(`${server.url}/review/${id}`);
  await expect(page.locator('.check-one', { hasText: '申请说明书' }).locator('a', { hasText: '补充.pdf' })).toBeVisible();
});

for (const [mode, width, height] of [['plain', 390, 844], ['elder', 390, 844], ['elder', 1280, 900], ['plain', 320, 422]] as const) {
  test(`nothing is cut off while filling: ${mode}, ${width} wide`, async ({ page, server }) => {
    await page.setViewportSize({ width, height });
    await signIn(page, server, 'wang');
    const id = await begin(page, item);
    if (mode === 'elder') await page.evaluate(() => localStorage.setItem('bangban.elder', '1'));
    for (const path of ['1', '2', '3', '4', 'materials', 'review']) {
      await page.goto(`${server.url}/filings/${id}/fill/${path}`);
      await page.locator('main h1').waitFor();
      if (path === '3') await page.locator('button.add').click();
      await expect(page.locator('.saved')).toContainText('已保存');
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(over, path).toBeLessThanOrEqual(0);
      // Each stop of the keyboard has room for its ring, within whatever cuts at its edge.
      const cut = await page.evaluate(() => {
        const ring = 5;
        // What is out of view is not laid out until one comes to it: as if one had.
        for (const group of document.querySelectorAll<HTMLElement>('.group')) {
          group.style.contentVisibility = 'visible';
          group.style.contain = 'paint';
        }
        const found: string[] = [];
        for (const control of document.querySelectorAll<HTMLElement>('main a, main button, main input, main select, main textarea, main summary')) {
          const shown = control.closest('.pick') ?? (control.matches('.unseen') ? control.previousElementSibling! : control);
          const own = shown.getBoundingClientRect();
          if (own.width === 0) continue;
          for (let at = shown.parentElement; at && at !== document.documentElement; at = at.parentElement) {
            const style = getComputedStyle(at);
            const cuts = style.overflowX !== 'visible' || style.contain.includes('paint') || style.contentVisibility === 'auto';
            const edge = at.getBoundingClientRect();
            if (cuts && (own.left - ring < edge.left || own.right + ring > edge.right || own.top - ring < edge.top || own.bottom + ring > edge.bottom)) {
              found.push(`${shown.className} ${(shown as HTMLElement).innerText?.slice(0, 12)} in ${at.className}`);
            }
          }
          if (own.left - ring < 0 || own.right + ring > window.innerWidth) found.push(`${shown.className} at the window`);
        }
        return found;
      });
      expect(cut, path).toEqual([]);
    }
  });
}
