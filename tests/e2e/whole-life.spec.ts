import type { Page } from '@playwright/test';
import { clean } from './support/axe';
import { attachAll, fillStep, form, pointing, sample } from './support/form';
import { arrives, atTheDesk, box, DESKTOP, dialog, line, PHONE } from './support/people';
import { expect, test } from './support/test';

const item = 'special-working-hours.new';
const answers = sample(item);
const MOBILE: string = answers.contact.mobile;
const bar = (page: Page) => page.locator('.help-bar');
const next = (page: Page) => page.locator('button[type=submit]').tap();
const title = (page: Page) => page.locator('main h1');

/** Fills in the step that is open. */
async function step(page: Page): Promise<void> {
  const heading = await title(page).innerText();
  const definition = form(item);
  await fillStep(page, pointing(true), definition, definition.ui.elements.find((one: any) => one.label === heading), answers);
}

/** Goes on to the step of this name. */
async function onTo(page: Page, name: string): Promise<void> {
  for (let turn = 0; turn < 6 && (await title(page).innerText()) !== name; turn += 1) {
    const before = page.url();
    // No faster than a hand: two taps at once are one double tap.
    await page.waitForTimeout(500);
    await next(page);
    await expect(page).not.toHaveURL(before);
    await title(page).waitFor();
  }
  await expect(title(page)).toHaveText(name);
}

/** What the assistant writes into the filing, at a line of theirs. */
async function fillsIn(page: Page, path: string, label: string, text: string): Promise<void> {
  await line(page, path).getByRole('button', { name: `代填“${label}”` }).click();
  await page.locator('.editor input').first().fill(text);
  await page.locator('.editor').getByRole('button', { name: '填好了' }).click();
  await expect(line(page, path)).toContainText(text);
}

/** Marks a line in the pre-review as to be mended. */
async function marks(page: Page, path: string, note: string): Promise<void> {
  await line(page, path).getByRole('button', { name: '需修改' }).click();
  await page.getByLabel('要怎么改').fill(note);
  await page.locator('.noting').getByRole('button', { name: '保存' }).click();
  await expect(line(page, path)).toContainText(note);
}

test.skip(({ isMobile }) => isMobile, 'both sizes are in it');

test('an assistance from the first press to the record, by the screens of all three', async ({ browser, server }) => {
  test.setTimeout(420_000);
  const wrong: string[] = [];
  const wang = await arrives(browser, server, PHONE, wrong);
  const zhao = await arrives(browser, server, DESKTOP, wrong);
  const sun = await arrives(browser, server, DESKTOP, wrong);

  await test.step('the applicant begins, and asks from a field', async () => {
    await wang.getByRole('combobox').first().fill('特殊工时');
    await expect(wang.locator('[role=option]').first()).toBeVisible();
    await wang.keyboard.press('Enter');
    await wang.waitForURL(/\/(search|items)/);
    if (!wang.url().includes(item)) await wang.locator(`a[href^="/items/${item}"]`).first().tap();
    await wang.getByRole('button', { name: '在线办理' }).or(wang.getByRole('link', { name: '在线办理' })).first().tap();
    await wang.getByRole('button', { name: /王经办/ }).first().tap();
    await wang.getByRole('dialog').getByRole('button', { name: '津港物流' }).tap();
    await wang.waitForURL(/\/fill/);
    await step(wang);
    await onTo(wang, '单位信息');
    await step(wang);
    await box(wang, '详细地址').locator('input, textarea').first().tap();
    await wang.getByRole('button', { name: '请人帮办' }).tap();
    await expect(dialog(wang).getByRole('checkbox', { name: '问题在“详细地址”这一栏' })).toBeChecked();
    await dialog(wang).getByLabel('想问什么').fill('地址照执照写吗？');
    await clean(wang);
    await dialog(wang).getByRole('button', { name: '发出请求' }).tap();
    await expect(dialog(wang)).toContainText('排在第1位');
    await dialog(wang).getByRole('button', { name: '继续填写' }).tap();
  });

  await test.step('it is taken up by keys, and consented to', async () => {
    await atTheDesk(zhao, '赵帮办（示例）');
    await expect(zhao.locator('.waiting')).toContainText('地址照执照写吗？');
    await expect(zhao.locator('.desk-main')).toContainText('详细地址');
    await clean(zhao);
    await zhao.keyboard.press('2');
    await zhao.keyboard.press('Enter');
    await expect(zhao.locator('main')).toContainText('正在等申请人同意');
    await expect(dialog(wang)).toContainText('赵帮办');
    await expect(dialog(wang).getByRole('radio', { name: /^建议/ })).toBeChecked();
    await clean(wang);
    await dialog(wang).getByRole('button', { name: '同意', exact: true }).tap();
    await expect(bar(wang)).toContainText('建议');
    await expect(zhao.locator('.work-bar')).toContainText('帮办中 · 建议');
    await expect(zhao.locator('main')).toContainText('申请人问：地址照执照写吗？');
    await expect(line(zhao, 'org/address')).toContainText('申请人问的是这里');
  });

  await test.step('a proposal is taken', async () => {
    await line(zhao, 'org/address').getByRole('button', { name: '给“详细地址”提建议' }).click();
    await zhao.locator('.editor :is(input, textarea)').first().fill('新港示例路1号2层');
    await zhao.getByLabel('理由').fill('与营业执照一致');
    await clean(zhao);
    await zhao.getByRole('button', { name: '提出建议' }).click();
    const proposal = wang.locator('.help-proposal');
    await expect(proposal).toContainText('与营业执照一致');
    await clean(wang);
    await proposal.getByRole('button', { name: '采纳', exact: true }).tap();
    await expect(box(wang, '详细地址').locator('input, textarea').first()).toHaveValue('新港示例路1号2层');
    await expect(line(zhao, 'org/address').locator('.line-value')).toContainText('新港示例路1号2层');
  });

  await test.step('more is asked for, and allowed in the bar', async () => {
    await zhao.getByRole('button', { name: '请求其他权限' }).click();
    await zhao.getByRole('button', { name: '请求“代填”' }).click();
    await expect(bar(wang)).toContainText('请求改为“代填”');
    await bar(wang).getByRole('button', { name: '允许', exact: true }).tap();
    await expect(zhao.locator('.work-bar')).toContainText('帮办中 · 代填');
    await fillsIn(zhao, 'org/postcode', '邮政编码', '300459');
    await expect(box(wang, '邮政编码').locator('input').first()).toHaveValue('300459');
    await expect(box(wang, '邮政编码')).toContainText('代填');
  });

  await test.step('both write in one long text', async () => {
    await onTo(wang, '岗位与人数');
    await step(wang);
    await onTo(wang, '工时安排与协商');
    await step(wang);
    await zhao.locator('.work-steps a', { hasText: '工时安排与协商' }).click();
    await line(zhao, 'reason').getByRole('button', { name: /^代填/ }).click();
    const [mine, theirs] = [wang.locator('textarea').last(), zhao.locator('.editor textarea')];
    await expect(theirs).toHaveValue(answers.reason);
    await mine.press('Control+End');
    await theirs.press('Control+Home');
    await Promise.all([
      mine.pressSequentially('手机上接着写这几个字😀', { delay: 40 }),
      theirs.pressSequentially('帮办员同时写𠮷：', { delay: 55 }),
    ]);
    const whole = `帮办员同时写𠮷：${answers.reason}手机上接着写这几个字😀`;
    await expect(mine).toHaveValue(whole);
    await expect(theirs).toHaveValue(whole);
    await zhao.locator('.editor').getByRole('button', { name: '填好了' }).click();
  });

  await test.step('all that is to be mended is told at once and worked through', async () => {
    await marks(zhao, 'reason', '写明潮汐的时段');
    await zhao.locator('.work-steps a', { hasText: '单位信息' }).click();
    await marks(zhao, 'org/phone', '请写单位座机');
    await expect(wang.locator('.help-marks')).toHaveCount(0);
    await zhao.getByRole('button', { name: '发给申请人' }).click();
    const list = wang.locator('.help-marks');
    await expect(list).toContainText('还有2处要改');
    const open = () => list.evaluate((one: HTMLDetailsElement) => one.open);
    if (!(await open())) await list.locator('summary').tap();
    await clean(wang);
    await list.getByRole('checkbox', { name: /申请理由/ }).check();
    await expect(list).toContainText('还有1处要改');
    await list.locator('li', { hasText: '请写单位座机' }).getByRole('link').first().tap();
    await expect(title(wang)).toHaveText('单位信息');
    await box(wang, '单位电话').locator('input').first().fill('022-65500009');
    if (!(await open())) await list.locator('summary').tap();
    await list.getByRole('checkbox', { name: /单位电话/ }).check();
    await expect(list).toContainText('都改好了');
    await expect(line(zhao, 'org/phone')).toContainText('申请人已改');
    await expect(line(zhao, 'org/phone')).toContainText('022-65500009');
    await clean(zhao);
  });

  await test.step('to the colleague, who is consented to', async () => {
    await zhao.getByRole('button', { name: '转给同事' }).click();
    await dialog(zhao).locator('.choice', { hasText: '孙帮办' }).click();
    await expect(zhao.locator('main h1')).toHaveText('现在不由您帮办');
    await expect(zhao.locator('main')).not.toContainText('新港示例路');
    await atTheDesk(sun, '孙帮办（示例）');
    await expect(sun.locator('.desk-main')).toContainText('等待同意');
    await sun.getByRole('link', { name: '查看' }).click();
    await expect(dialog(wang)).toContainText('孙帮办');
    await dialog(wang).getByRole('radio', { name: /代填/ }).check();
    await dialog(wang).getByRole('button', { name: '同意', exact: true }).tap();
    await expect(sun.locator('.work-bar')).toContainText('帮办中 · 代填');
  });

  await test.step('one sensitive answer is shown, and hidden again', async () => {
    const mobile = line(sun, 'contact/mobile');
    await expect(mobile).toContainText('末四位');
    await expect(mobile).not.toContainText(MOBILE);
    await box(wang, '联系人手机号').getByRole('button', { name: '让帮办员看到这一项' }).tap();
    await dialog(wang).getByRole('button', { name: '显示' }).tap();
    await expect(mobile).toContainText(MOBILE);
    await clean(sun);
    await box(wang, '联系人手机号').getByRole('button', { name: '不再显示' }).tap();
    await expect(mobile).not.toContainText(MOBILE);
  });

  await test.step('the level is lowered; it is ended and rated', async () => {
    await bar(wang).getByRole('button', { name: '管理' }).tap();
    await dialog(wang).getByRole('radio', { name: /^看/ }).check();
    await expect(sun.locator('.work-bar')).toContainText('帮办中 · 看');
    await expect(sun.locator('.line-acts button')).toHaveCount(0);
    await clean(wang);
    await dialog(wang).getByRole('button', { name: '关闭' }).tap();
    await bar(wang).getByRole('button', { name: '结束' }).tap();
    await dialog(wang).getByRole('button', { name: '结束' }).tap();
    await expect(dialog(wang)).toContainText('您结束了这次帮办');
    await expect(sun.locator('main')).not.toContainText('新港示例路');
    await dialog(wang).getByLabel('非常满意').check();
    await dialog(wang).getByRole('button', { name: '提交评价' }).tap();
    await expect(dialog(wang)).toHaveCount(0);
  });

  await test.step('what was written by others is confirmed; it is submitted', async () => {
    await onTo(wang, '申请材料');
    await attachAll(wang);
    await onTo(wang, '核对您填写的内容');
    await wang.locator('#commitment').check();
    await wang.getByRole('button', { name: '提交申请' }).tap();
    await expect(wang.locator('main')).toContainText('没有确认');
    const confirm = wang.locator('#assisted');
    for (const label of ['邮政编码', '申请理由']) await expect(confirm).toContainText(label);
    await clean(wang);
    await confirm.getByRole('button', { name: /^全部确认/ }).tap();
    await expect(confirm).toContainText('已确认');
    await wang.getByRole('button', { name: '提交申请' }).tap();
    await wang.waitForURL(/\/receipt$/);
    await expect(wang.locator('.receipt-number')).toBeVisible();
    await clean(wang);
  });

  await test.step('the record tells all of it', async () => {
    await wang.getByRole('link', { name: '我的办件' }).first().tap();
    await wang.locator('main a[href^="/filings/"]').first().tap();
    await wang.getByRole('link', { name: '帮办记录' }).tap();
    const record = wang.locator('.record');
    for (const words of [
      '请人帮办', '接单（拟用权限：建议）', '同意“建议”', '对“详细地址”提出建议', '采纳对“详细地址”的建议', '请求改为“代填”',
      '由“建议”改为“代填”', '填写“邮政编码”', '预审“单位电话”：需修改', '发出一次性告知', '转交给孙帮办', '同意“代填”',
      '让帮办员看到“联系人手机号”', '不再显示“联系人手机号”', '由“代填”改为“看”', '帮办结束', '评价：非常满意',
      '确认帮办员填写的',
    ]) await expect(record).toContainText(words);
    expect(await record.innerText()).not.toContain(MOBILE);
    await clean(wang);
  });
  expect(wrong).toEqual([]);
  for (const page of [wang, zhao, sun]) await page.context().close();
});
