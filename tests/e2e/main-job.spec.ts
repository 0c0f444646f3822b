import { clean } from './support/axe';
import { ask, expect, test } from './support/test';
import { attachAll, fillStep, form, keyboard, pointing, sample, type Hand } from './support/form';

/** Find → guide → sign in → start → fill → attach → review → submit → follow, for two items. */
const jobs = [
  { item: 'special-working-hours.new', words: '特殊工时', who: '王经办', party: '津港物流', edit: (answers: any) => answers },
  { item: 'food-business-licence.new', words: '开饭馆', who: '陈示例', party: undefined, edit: (answers: any) => answers },
];

for (const job of jobs) {
  test(`the whole job: ${job.item}`, async ({ page, server }, info) => {
    test.setTimeout(240_000);
    const phone = info.project.name === 'phone';
    const hand: Hand = phone ? pointing(true) : keyboard(page);
    await page.goto(server.url);
    const search = page.getByRole('combobox').or(page.locator('main input[type=search]')).first();
    await hand.type(search, job.words);
    await expect(page.locator('[role=option]').first()).toBeVisible();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/(search|items)/);
    if (!page.url().includes(`/items/${job.item}`)) {
      await hand.press(page.locator(`a[href^="/items/${job.item}"]`).first());
    }
    await page.waitForURL(`**/items/${job.item}`);
    await hand.press(page.getByRole('button', { name: '在线办理' }).or(page.getByRole('link', { name: '在线办理' })).first());
    await page.waitForURL(/sign-in/);
    await hand.press(page.getByRole('button', { name: new RegExp(job.who) }).first());
    // What was wanted before signing in goes on by itself; who may act for several is asked for whom.
    if (job.party) await hand.press(page.getByRole('dialog').getByRole('button', { name: job.party }));
    await page.waitForURL(/\/fill/);
    const id = new URL(page.url()).pathname.split('/')[2];

    const definition = form(job.item);
    const answers = job.edit(sample(job.item));
    const steps = definition.ui.elements;
    for (let turn = 0; turn < steps.length; turn += 1) {
      const heading = await page.locator('main h1').innerText();
      const step = steps.find((one: any) => one.label === heading);
      if (!step) break;
      await fillStep(page, hand, definition, step, answers);
      await expect(page.locator('form.form .page')).toHaveCount(0);
      if ((await page.locator('.materials').count()) > 0) expect(await attachAll(page, hand)).toBeGreaterThanOrEqual(2);
      const before = page.url();
      await hand.press(page.locator('button[type=submit]'));
      await expect(page.locator('.problems'), await page.locator('.problems').innerText().catch(() => '')).toHaveCount(0);
      await expect(page).not.toHaveURL(before);
    }
    await expect(page.locator('main h1')).toHaveText('核对您填写的内容');
    await hand.press(page.locator('#commitment'));
    await hand.press(page.getByRole('button', { name: '提交申请' }));
    await page.waitForURL(`**/filings/${id}/receipt`);
    const receipt = await ask<any>(page, `/filings/${id}/receipt`);
    await expect(page.locator('main')).toContainText(receipt.number);
    await clean(page);
    await page.goto(`${server.url}/filings/${id}`);
    await expect(page.locator('main')).toContainText(/已批准|已送达|已办结/, { timeout: 30_000 });
    await clean(page);
    await hand.press(page.locator(`main a[href^="/filings/${id}/documents/"]`).first());
    await page.waitForURL('**/documents/**');
    await clean(page);
  });
}
