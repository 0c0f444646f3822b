import type { Page } from '@playwright/test';
import { clean } from './support/axe';
import { arrives, atTheDesk, box, DESKTOP, dialog, line, PHONE } from './support/people';
import { begin, expect, signIn, test } from './support/test';

const LABEL = '法定代表人';
const OFFLINE = [/WebSocket connection/, /Failed to load resource/, /ERR_/, /Failed to fetch/];

test.skip(({ isMobile }) => isMobile, 'both sizes are in it');

const input = (page: Page) => box(page, LABEL).locator('input').first();

/** Who is without a network when both write, and who settles it with which answer. */
const cases = [
  { away: 'the assistant', settles: 'the applicant', takes: '用对方填的' },
  { away: 'the applicant', settles: 'the assistant', takes: '用我填的' },
] as const;

for (const { away, settles, takes } of cases) {
  test(`${away} was without a network: both see the conflict, and ${settles} settles it with one press`, async ({ browser, server }) => {
    test.setTimeout(150_000);
    const wrong: string[] = [];
    const wang = await arrives(browser, server, PHONE, wrong, OFFLINE);
    const zhao = await arrives(browser, server, DESKTOP, wrong, OFFLINE);
    await signIn(wang, server, 'wang');
    const filing = await begin(wang, 'special-working-hours.new');
    await wang.goto(`${server.url}/filings/${filing}/fill/2`);
    await input(wang).fill('赵示例');
    await wang.getByRole('button', { name: '请人帮办' }).tap();
    await dialog(wang).getByRole('button', { name: '发出请求' }).tap();
    await dialog(wang).getByRole('button', { name: '继续填写' }).tap();
    await zhao.goto(server.url);
    await atTheDesk(zhao, '赵帮办（示例）');
    await expect(zhao.locator('.waiting')).toHaveCount(1);
    await zhao.keyboard.press('3');
    await zhao.keyboard.press('Enter');
    await dialog(wang).getByRole('button', { name: '同意', exact: true }).tap();
    await expect(zhao.locator('.work-bar')).toContainText('帮办中 · 代填');
    await zhao.locator('.work-steps a', { hasText: '单位信息' }).click();
    const name = line(zhao, 'org/legalRep');
    await name.getByRole('button', { name: new RegExp(`^代填“${LABEL}`) }).click();
    const theirs = name.locator('.editor input').first();
    await expect(theirs).toHaveValue('赵示例');

    // Neither knows what the other writes.
    const gone = (away === 'the assistant' ? zhao : wang).context();
    await gone.setOffline(true);
    await theirs.fill('钱示例');
    await input(wang).fill('孙示例');
    await expect(input(wang)).toHaveValue('孙示例');
    await gone.setOffline(false);

    const torn = { wang: box(wang, LABEL), zhao: name };
    for (const at of [torn.wang, torn.zhao]) {
      await expect(at).toContainText('两人填写不同，请选择', { timeout: 40_000 });
      await expect(at).toContainText('钱示例');
      await expect(at).toContainText('孙示例');
    }
    await clean(wang);
    await clean(zhao);
    const settling = settles === 'the applicant' ? torn.wang : torn.zhao;
    await settling.getByRole('button', { name: takes }).click();
    for (const at of [torn.wang, torn.zhao]) await expect(at).not.toContainText('两人填写不同');
    await expect(input(wang)).toHaveValue('钱示例');
    await expect(theirs).toHaveValue('钱示例');
    expect(wrong).toEqual([]);
    await wang.context().close();
    await zhao.context().close();
  });
}
