import AxeBuilder from '@axe-core/playwright';
import type { Page, TestInfo } from '@playwright/test';
import { Assistant } from './support/assistant';
import { ask, begin, expect, signIn, test } from './support/test';

const item = 'special-working-hours.new';
const MOBILE = '13812345678';

async function look(page: Page, info: TestInfo, name: string): Promise<void> {
  await page.waitForTimeout(300);
  await page.screenshot({ path: info.outputPath(`${name}.png`) });
  const found = await new AxeBuilder({ page }).analyze();
  const words = found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`);
  expect(words, name).toEqual([]);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wide, `${name}: nothing beside the screen`).toBeLessThanOrEqual(0);
}

const dialog = (page: Page) => page.locator('dialog[open]');
const box = (page: Page, label: string) => page.locator('.field', { has: page.locator('label', { hasText: label }) }).first();

/** Begins a filing and asks for help in it. */
async function asked(page: Page, server: { url: string }): Promise<string> {
  const id = await begin(page, item);
  await page.goto(`${server.url}/filings/${id}/fill/2`);
  await page.locator('form.form').waitFor();
  await page.getByRole('button', { name: '请人帮办' }).click();
  return id;
}

test('from asking to the record', async ({ page, server }, info) => {
  test.setTimeout(240_000);
  await signIn(page, server, 'wang');
  const filing = await asked(page, server);
  await expect(dialog(page).getByLabel('想问什么')).toBeVisible();
  await look(page, info, '1-ask');
  await dialog(page).getByLabel('想问什么').fill('详细地址怎么填？');
  await dialog(page).getByRole('button', { name: '发出请求' }).click();
  await expect(dialog(page)).toContainText('排在第1位');
  await expect(dialog(page).locator('h2')).toBeFocused();
  await dialog(page).getByRole('button', { name: /帮办码/ }).click();
  await expect(dialog(page).locator('.help-code')).toHaveText(/^\d{6}$/);
  await look(page, info, '2-waiting');
  await dialog(page).getByRole('button', { name: '继续填写' }).click();
  await box(page, '联系人手机号').locator('input').fill(MOBILE);
  await page.reload();
  await expect(page.getByRole('button', { name: '排队中 · 第1位' })).toBeVisible();

  const zhao = await Assistant.at(server, 'assistant-zhao');
  const id = await zhao.claim('fill');
  await expect(dialog(page)).toContainText('赵帮办');
  await expect(dialog(page)).toContainText('TG-007');
  await expect(dialog(page)).toContainText(/(2\d|30) 秒内没有答复/);
  await expect(dialog(page).getByRole('radio', { name: /代填/ })).toBeChecked();
  await look(page, info, '3-consent');
  // Also in large type: how long there is to answer, and more of it, without scrolling.
  await page.evaluate(() => document.documentElement.setAttribute('data-elder', ''));
  for (const one of [dialog(page).getByRole('timer'), dialog(page).getByRole('button', { name: /再等等|^同意$/ })]) {
    for (const shown of await one.all()) await expect(shown).toBeInViewport({ ratio: 1 });
  }
  await page.screenshot({ path: info.outputPath('3-elder.png') });
  await page.evaluate(() => document.documentElement.removeAttribute('data-elder'));
  await dialog(page).getByRole('button', { name: '同意', exact: true }).click();
  const bar = page.locator('.help-bar');
  await expect(bar).toContainText('代填');
  await expect(bar).toContainText('TG-007');
  // On a phone the bar is a line, and the form is in sight.
  if (page.viewportSize()!.width < 600) {
    await expect(page.locator('.help-door')).toBeHidden();
    expect((await bar.boundingBox())!.height).toBeLessThanOrEqual(60);
    await page.evaluate(() => window.scrollTo(0, 0));
    const first = await page.locator('.form-side .field').first().boundingBox();
    expect(first!.y, 'the first question is in sight').toBeLessThan(page.viewportSize()!.height * 0.7);
  }

  // A proposal beside its field, one that is out of date, and all of a step.
  const at = () => new Date().toISOString();
  const address = box(page, '详细地址').locator('input, textarea').first();
  const before = await address.inputValue();
  await zhao.put(filing, 'proposal:org/address', { value: '海滨六路十八号', base: before || null, reason: '与营业执照一致', at: at() });
  const proposal = page.locator('.help-proposal');
  await expect(proposal).toContainText('海滨六路十八号');
  await expect(proposal).toContainText('与营业执照一致');
  await proposal.scrollIntoViewIfNeeded();
  await look(page, info, '4-proposal');
  await page.evaluate(() => document.documentElement.setAttribute('data-elder', ''));
  await look(page, info, '4-elder');
  await page.evaluate(() => document.documentElement.removeAttribute('data-elder'));
  await proposal.getByRole('button', { name: '采纳', exact: true }).click();
  await expect(address).toHaveValue('海滨六路十八号');
  await expect(proposal).toHaveCount(0);
  await zhao.put(filing, 'proposal:org/address', { value: '旧地址', base: '别的', reason: '', at: at() });
  await expect(proposal).toContainText('这一栏已改过');
  await proposal.getByRole('button', { name: '不采纳' }).click();
  await expect(proposal).toHaveCount(0);

  // What the assistant writes is marked, and is what the applicant sees.
  const field = { label: '邮政编码', path: 'org/postcode' };
  await expect(page.locator('.saved.stored')).toBeVisible();
  expect(await zhao.write(filing, field.path, '300459')).toBeLessThan(300);
  await expect(box(page, field.label).locator('input').first()).toHaveValue('300459');
  await expect(box(page, field.label)).toContainText('代填');

  // Of a sensitive answer the assistant gets what is left of it, and the answer once it is shown.
  await expect.poll(() => zhao.read(filing, 'assist')).toContain('residue:contact/mobile');
  const told = await zhao.read(filing, 'assist');
  expect(told).toContain('5678');
  expect(told).not.toContain(MOBILE);
  const mobile = box(page, '联系人手机号');
  await mobile.getByRole('button', { name: '让帮办员看到这一项' }).click();
  await look(page, info, '5-reveal');
  await dialog(page).getByRole('button', { name: '显示' }).click();
  await expect(mobile).toContainText('帮办员能看到这一项');
  expect(await zhao.get(`/assistance/${id}/revealed`)).toEqual({ 'contact/mobile': MOBILE });
  await mobile.getByRole('button', { name: '不再显示' }).click();
  await expect(mobile.getByRole('button', { name: '让帮办员看到这一项' })).toBeVisible();
  expect(await zhao.get(`/assistance/${id}/revealed`)).toEqual({});

  // Talk.
  await zhao.say(filing, '您好，地址按营业执照填', 'org/address');
  await bar.getByRole('button', { name: /对话 ?（1条新）/ }).click();
  const panel = page.locator('.help-panel');
  await expect(panel.locator('h2')).toBeFocused();
  await expect(panel).toContainText('您好，地址按营业执照填');
  await expect(panel.getByRole('link', { name: '详细地址' })).toBeVisible();
  await panel.getByRole('textbox').fill('好的，谢谢');
  await panel.getByRole('button', { name: '发送' }).click();
  await expect(panel.locator('.mine')).toContainText('好的，谢谢');
  await expect(panel.getByRole('textbox')).toBeFocused();
  await expect.poll(() => zhao.read(filing, 'assist')).toContain('好的，谢谢');
  await look(page, info, '6-talk');
  await panel.getByRole('button', { name: '关闭' }).click();
  await expect(bar.getByRole('button', { name: /对话/ })).toBeFocused();

  // The pre-review as one list, when it is sent and not before.
  const mark = { note: '请写单位座机', at: at() };
  const marks = page.locator('.help-marks');
  await zhao.put(filing, 'mark:org/phone', { passes: false, ...mark });
  await zhao.say(filing, '看完就发给您');
  await expect(bar.getByRole('button', { name: /对话 ?（1条新）/ })).toBeVisible();
  await expect(marks).toHaveCount(0);
  await zhao.put(filing, 'sent:marks', { turn: 1, at: at(), marks: [{ about: 'org/phone', ...mark }] });
  await expect(marks).toContainText('还有1处要改');
  if (!(await marks.evaluate((one: HTMLDetailsElement) => one.open))) await marks.locator('summary').click();
  await look(page, info, '7-marks');
  await marks.getByRole('checkbox').check();
  await expect(marks).toContainText('都改好了');
  // Handed back, which the assistant is told.
  await page.getByRole('button', { name: '交回', exact: true }).click();
  await expect(page.getByRole('button', { name: '再次交回' })).toBeVisible();
  await look(page, info, '7-back');
  await expect.poll(() => zhao.read(filing, 'assist')).toContain('back:marks');
  await expect.poll(() => zhao.read(filing, 'assist')).toContain('改好1处，共1处');

  // All proposals of a step are left in one press.
  await zhao.put(filing, 'proposal:org/address', { value: '甲', base: '海滨六路十八号', reason: '', at: at() });
  await zhao.put(filing, 'proposal:org/phone', { value: '02260000000', base: null, reason: '', at: at() });
  await expect(page.locator('.help-step')).toContainText('2条');
  await look(page, info, '7-leave-all');
  await page.getByRole('button', { name: '全部不采纳' }).click();
  await expect(page.locator('.help-step')).toHaveCount(0);
  await expect(proposal).toHaveCount(0);
  await expect(address).toHaveValue('海滨六路十八号');

  // Lowered, looked at, ended.
  await bar.getByRole('button', { name: '管理' }).click();
  await look(page, info, '8-manage');
  await dialog(page).getByRole('radio', { name: /^建议/ }).check();
  await expect(bar).toContainText('建议');
  expect(await zhao.write(filing, field.path, '1')).toBe(403);
  await dialog(page).getByRole('button', { name: '看看对方看到的内容' }).click();
  await expect(dialog(page)).toContainText('已填写 · 格式有效 · 末四位 5678');
  await expect(dialog(page)).not.toContainText(MOBILE);
  await look(page, info, '9-seen');
  await dialog(page).getByRole('button', { name: '关闭' }).click();

  // Another level is asked for: declined, and allowed.
  await zhao.move(id, { move: 'want', wanted: 'fill' });
  await expect(bar).toContainText('赵帮办（示例）请求改为“代填”');
  await look(page, info, '9-asked');
  await bar.getByRole('button', { name: '不允许' }).click();
  await expect(bar.getByRole('button', { name: '不允许' })).toHaveCount(0);
  await expect(bar.locator('.help-who')).toBeFocused();
  expect((await zhao.get(`/assistance/${id}`)).wanted).toBeUndefined();
  await zhao.move(id, { move: 'want', wanted: 'fill' });
  await bar.getByRole('button', { name: '允许', exact: true }).click();
  await expect(bar.getByRole('button', { name: '允许', exact: true })).toHaveCount(0);
  expect((await zhao.get(`/assistance/${id}`)).level).toBe('fill');
  // Not by one press: it is asked first.
  await bar.getByRole('button', { name: '结束' }).click();
  await dialog(page).getByRole('button', { name: '取消' }).click();
  await expect(bar).toBeVisible();
  await bar.getByRole('button', { name: '结束' }).click();
  await dialog(page).getByRole('button', { name: '结束' }).click();
  await expect(dialog(page)).toContainText('您结束了这次帮办');
  await look(page, info, '10-over');
  await dialog(page).getByLabel('非常满意').check();
  await dialog(page).getByRole('button', { name: '提交评价' }).click();
  await expect(dialog(page)).toHaveCount(0);
  await expect(bar).toHaveCount(0);
  await expect(page.getByRole('button', { name: '请人帮办' })).toBeVisible();

  // What was filled in is confirmed before it can be submitted.
  await page.goto(`${server.url}/filings/${filing}/fill/review`);
  const confirm = page.locator('#assisted');
  await expect(confirm).toContainText(field.label);
  await confirm.scrollIntoViewIfNeeded();
  await look(page, info, '11-confirm');
  await confirm.getByRole('button', { name: /^确认/ }).first().click();
  await expect(confirm).toContainText('已确认');
  await expect(confirm).toBeFocused();

  await page.goto(`${server.url}/filings/${filing}/record`);
  const record = page.locator('.record');
  await expect(page.locator('main')).toContainText('防篡改');
  for (const words of ['不允许改为“代填”', '发送消息', '发出一次性告知', '交回一次性告知', '请人帮办', '接单（拟用权限：代填）', '同意“代填”', '采纳对“详细地址”的建议', '没有采纳', `填写“${field.label}”`, '让帮办员看到“联系人手机号”', '由“代填”改为“建议”', '越权操作被拒绝', '评价：非常满意']) {
    await expect(record).toContainText(words);
  }
  expect(await record.innerText()).not.toContain(MOBILE);
  await look(page, info, '12-record');
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: /下载记录/ }).click();
  expect((await download).suggestedFilename()).toBe(`record-${filing}.json`);
  await zhao.leave();
});

test('refused, and a silent end that is told', async ({ page, server }, info) => {
  await signIn(page, server, 'wang');
  await asked(page, server);
  await dialog(page).getByRole('button', { name: '发出请求' }).click();
  await expect(dialog(page)).toContainText('排在第1位');
  const zhao = await Assistant.at(server, 'assistant-zhao');
  await zhao.claim('suggest');
  await expect(dialog(page).getByRole('radio', { name: /建议/ })).toBeChecked();
  // Who reads takes longer, and what was chosen stays.
  await dialog(page).getByRole('radio', { name: /^看/ }).check();
  await dialog(page).getByRole('button', { name: /再等等/ }).click();
  await expect(dialog(page)).toContainText(/[6-9]\d 秒内没有答复/);
  await expect(dialog(page)).toContainText('已多留1分钟');
  await expect(dialog(page).getByRole('radio', { name: /^看/ })).toBeChecked();
  await dialog(page).getByRole('button', { name: '不同意' }).click();
  await expect(dialog(page)).toContainText('您没有同意');
  await dialog(page).getByRole('button', { name: '关闭' }).click();

  await page.getByRole('button', { name: '请人帮办' }).click();
  await dialog(page).getByRole('button', { name: '发出请求' }).click();
  await expect(dialog(page)).toContainText('排在第1位');
  await zhao.claim('look');
  await expect(dialog(page)).toContainText('TG-007');
  await expect(dialog(page)).toContainText('您没有在时限内答复', { timeout: 45_000 });
  await look(page, info, 'unanswered');
  await zhao.leave();
});

test('a request is taken back, and one is booked', async ({ page, server }, info) => {
  await signIn(page, server, 'wang');
  await asked(page, server);
  await dialog(page).getByRole('radio', { name: '预约时间' }).check();
  const times = dialog(page).getByLabel('可预约的时间');
  await expect.poll(() => times.locator('option').count()).toBeGreaterThan(1);
  await look(page, info, 'book');
  await dialog(page).getByRole('button', { name: '发出请求' }).click();
  await expect(dialog(page).getByRole('alert').first()).toContainText('请选择时间');
  await times.selectOption({ index: 1 });
  await dialog(page).getByRole('button', { name: '发出请求' }).click();
  await expect(dialog(page)).toContainText('已预约');
  await expect(dialog(page).locator('h2')).toHaveText('已预约帮办');
  await expect(dialog(page)).not.toContainText('排在');
  await dialog(page).getByRole('button', { name: '取消预约' }).click();
  await expect(dialog(page)).toHaveCount(0);
  await expect(page.getByRole('button', { name: '请人帮办' })).toBeVisible();
  expect(await ask(page, '/assistance')).toEqual([]);
});

test('wherever one is, one is told and led to the filing', async ({ page, server }, info) => {
  await signIn(page, server, 'wang');
  const filing = await asked(page, server);
  await dialog(page).getByRole('button', { name: '发出请求' }).click();
  await expect(dialog(page)).toContainText('排在第1位');
  await dialog(page).getByRole('button', { name: '继续填写' }).click();
  const bar = page.locator('.help-line');
  await expect(bar).toHaveCount(0);

  // To another page, and to one that is opened anew.
  await page.getByRole('link', { name: '滨海帮办' }).click();
  await expect(bar).toContainText('排在第1位');
  await look(page, info, 'elsewhere-waiting');
  await page.goto(`${server.url}/scenes`);
  await expect(bar).toContainText('排在第1位');
  const zhao = await Assistant.at(server, 'assistant-zhao');
  await zhao.claim('look');
  await expect(bar.getByRole('alert')).toContainText('赵帮办（示例）请求进入您的办件');
  await expect(bar).toContainText(/(2\d|30) 秒内没有答复/);
  await look(page, info, 'elsewhere-asked');
  await bar.getByRole('link', { name: '去答复' }).click();
  await expect(page).toHaveURL(new RegExp(`/filings/${filing}/fill/2$`));
  await expect(dialog(page)).toContainText('TG-007');
  await expect(bar).toHaveCount(0);
  await dialog(page).getByRole('button', { name: '同意', exact: true }).click();
  await expect(page.locator('.help-bar')).toContainText('赵帮办');

  // In: that stays told too, until it is over.
  await page.goto(`${server.url}/filings`);
  await expect(bar).toContainText('正在您的办件里，可以：看');
  await look(page, info, 'elsewhere-active');
  await bar.getByRole('link', { name: '查看' }).click();
  await page.locator('.help-bar').getByRole('button', { name: '结束' }).click();
  await dialog(page).getByRole('button', { name: '结束' }).click();
  await dialog(page).getByRole('button', { name: '不评价' }).click();
  await page.getByRole('link', { name: '滨海帮办' }).click();
  await page.locator('main h1').first().waitFor();
  await expect(bar).toHaveCount(0);
  expect(await page.evaluate(() => localStorage.getItem('bangban.help'))).toBeNull();
  await zhao.leave();
});
