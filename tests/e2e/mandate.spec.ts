import { devices, type Browser, type Page } from '@playwright/test';
import { Assistant } from './support/assistant';
import { clean } from './support/axe';
import { granted } from './support/filed';
import { ask, expect, signIn, test, watch } from './support/test';
import { day } from './support/form';
import type { Server } from './support/server';

const item = 'food-business-licence.new';
const ITEM = '食品经营许可';
const NETWORK = [/WebSocket connection/, /Failed to load resource/];

/** Somebody on a device of their own. */
async function someone(browser: Browser, server: Server, who: string | undefined, size: { width: number; height: number }, wrong: string[]): Promise<Page> {
  const phone = size.width < 500 ? devices['Pixel 7'] : {};
  const context = await browser.newContext({ ...phone, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: size, serviceWorkers: 'block' });
  const page = await context.newPage();
  watch(page, server, wrong, NETWORK);
  if (who) await signIn(page, server, who);
  return page;
}

/** A signature, as a finger draws it. */
async function draw(page: Page): Promise<void> {
  const pad = page.locator('.pad');
  await pad.scrollIntoViewIfNeeded();
  const box = (await pad.boundingBox())!;
  for (const [from, to] of [[0.2, 0.5], [0.5, 0.8]]) {
    await page.mouse.move(box.x + box.width * from, box.y + box.height * 0.3);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * to, box.y + box.height * 0.7, { steps: 12 });
    await page.mouse.up();
  }
}

async function fits(page: Page): Promise<void> {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wide, page.url()).toBeLessThanOrEqual(0);
}

const tags = (page: Page) => page.locator('main header .tags');
const line = (page: Page, path: string) => page.locator(`#line-${path.replaceAll('/', '-')}`);

test.beforeEach(({}, info) => test.skip(info.project.name === 'phone', 'both sizes are opened here'));

test('a mandate from the signature to the revocation in the middle of work', async ({ page: desk, server, browser, expected }, info) => {
  test.setTimeout(240_000);
  expected.push(...NETWORK);
  const wrong: string[] = [];
  // The principal on a phone, the station's assistant at a desktop.
  const chen = await someone(browser, server, 'chen', { width: 390, height: 844 }, wrong);
  await chen.goto(`${server.url}/mandates`);
  await expect(chen.getByText('还没有委托书')).toBeVisible();
  await clean(chen);
  await chen.getByRole('link', { name: '新建委托书' }).click();
  await expect(chen.getByText('委托人：滨海味道餐饮示例店')).toBeVisible();
  await chen.getByLabel('选择工作站').selectOption({ label: '于家堡金融区政务服务工作站' });
  // What is missing is said where it is chosen, and the focus is there.
  await chen.getByRole('button', { name: '生成委托书' }).click();
  const items = chen.getByRole('group', { name: '委托事项' });
  await expect(items.getByRole('alert')).toHaveText('请至少选择一个事项。');
  await expect(items.getByRole('checkbox').first()).toBeFocused();
  await chen.getByRole('checkbox', { name: new RegExp(ITEM) }).first().check();
  await expect(chen.getByRole('checkbox', { name: /无须您逐项确认/ })).not.toBeChecked();
  await chen.getByRole('checkbox', { name: /无须您逐项确认/ }).check();
  await expect(items.getByRole('alert')).toHaveCount(0);
  await chen.getByLabel('结束日期').fill('2020-01-01');
  await chen.getByRole('button', { name: '生成委托书' }).click();
  await expect(chen.getByRole('group', { name: '委托期限' }).getByRole('alert')).toContainText('结束日期不能早于');
  await expect(chen.getByLabel('开始日期')).toBeFocused();
  const later = new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10);
  await chen.getByLabel('结束日期').fill(later);
  await chen.getByLabel('委托原因（选填）').fill('出差在外');
  await clean(chen);
  await fits(chen);
  await chen.getByRole('button', { name: '生成委托书' }).click();
  await expect(chen.locator('.paper')).toContainText('民法典');
  await expect(chen.locator('.paper')).toContainText('出差在外');
  await expect(tags(chen)).toContainText('待签署');
  await clean(chen);
  await fits(chen);
  await chen.screenshot({ path: info.outputPath('1-paper.png'), fullPage: true });

  // Nothing is signed without a signature and the statement.
  await chen.getByRole('button', { name: '确认签署' }).click();
  await expect(chen.getByText('请先签名，并勾选确认。')).toBeVisible();
  await draw(chen);
  await chen.getByRole('checkbox', { name: /自愿委托/ }).check();
  await chen.screenshot({ path: info.outputPath('2-sign.png') });
  await chen.getByRole('button', { name: '确认签署' }).click();
  await expect(tags(chen)).toContainText('待接受');
  await expect(chen.getByRole('img', { name: /的签名/ })).toBeVisible();
  const mandate = chen.url().split('/').pop()!;

  // The station accepts, at the desktop.
  await signIn(desk, server, 'assistant-qian');
  await desk.goto(`${server.url}/staff`);
  await expect(desk.getByText('还没有委托进件')).toBeVisible();
  await expect(desk.getByText('1 份委托书等本站接受')).toBeVisible();
  await desk.getByRole('link', { name: '本站受托的委托书' }).click();
  await desk.getByRole('link', { name: '委托人：滨海味道餐饮示例店' }).click();
  await expect(desk.locator('.paper')).toContainText('于家堡');
  await clean(desk);
  await desk.getByRole('button', { name: '接受委托' }).click();
  await expect(tags(desk)).toContainText('生效中');
  await expect(tags(chen)).toContainText('生效中', { timeout: 15_000 });

  // It begins a filing for the principal; the line above says for whom, always.
  await desk.getByRole('button', { name: /代为办理/ }).click();
  await expect(desk).toHaveURL(/\/entrusted\//);
  const filing = desk.url().split('/').pop()!;
  await expect(desk.locator('.acting-for')).toHaveText('正在为滨海味道餐饮示例店办理');
  await expect(desk.getByText('权限：填报、提交、领取结果')).toBeVisible();
  await expect(desk.locator('.lines').first()).toBeVisible();
  await clean(desk);
  await desk.screenshot({ path: info.outputPath('3-work.png') });

  // What registers know is there; what is sensitive is not shown.
  const answers = await ask<{ filled: string[] }>(desk, `/entrusted-filings/${filing}`);
  expect(answers.filled.length).toBeGreaterThan(0);
  let seen = '';
  const steps = await desk.locator('.work-steps li').count();
  for (let step = 1; step <= steps; step += 1) {
    await desk.goto(`${server.url}/entrusted/${filing}/${step}`);
    await expect(desk.locator('.work-main h1')).toBeVisible();
    await expect(desk.locator('.acting-for')).toHaveText('正在为滨海味道餐饮示例店办理');
    seen += await desk.locator('main').innerText();
  }
  expect(seen).toContain('已填写（内容不显示）');
  expect(seen).not.toContain('120116198204151047');

  // It fills something in, and the principal reads it and is told.
  await desk.goto(`${server.url}/entrusted/${filing}/2`);
  const residence = line(desk, 'operator/residence');
  await residence.getByRole('button', { name: /^代填/ }).click();
  await desk.locator('.editor input, .editor textarea').first().fill('示例美食街八号');
  await desk.locator('.editor').getByRole('button', { name: '填好了' }).click();
  await expect(residence).toContainText('示例美食街八号');
  // Also where they look for their filings, which names who began it, on the draft too.
  await expect(async () => {
    for (const path of ['/me', '/filings']) {
      await chen.goto(`${server.url}${path}`);
      await expect(chen.getByRole('link', { name: /^委托办理有[1-9]\d*条新提醒$/ })).toBeVisible({ timeout: 3_000 });
    }
  }).toPass({ timeout: 20_000 });
  await expect(chen.locator('.filing').first()).toContainText('受托人办理：钱帮办（示例）');
  await chen.goto(`${server.url}/filings/${filing}/fill/1`);
  await expect(chen.getByText('由钱帮办（示例）受托办理')).toBeVisible();
  await expect(chen.getByRole('link', { name: '查看委托书' })).toHaveAttribute('href', `/mandates/${mandate}`);
  await expect(async () => {
    await chen.goto(`${server.url}/mandates`);
    await expect(chen.locator('.notices')).toContainText('钱帮办（示例）填写了', { timeout: 2_000 });
  }).toPass({ timeout: 20_000 });
  await expect(chen.locator('.notices')).toContainText('为您发起了');
  await clean(chen);
  await fits(chen);
  await chen.goto(`${server.url}/filings/${filing}`);
  await expect(chen.locator('main')).toContainText('钱帮办（示例）受托办理');
  await chen.goto(`${server.url}/filings/${filing}/record`);
  await expect(chen.locator('.record')).toContainText('受滨海味道餐饮示例店委托');

  // Submitting what is not complete is refused, and says whose it is to fill in.
  await desk.getByRole('checkbox', { name: /依委托书代为作出/ }).check();
  await desk.getByRole('button', { name: '提交', exact: true }).click();
  await expect(desk.locator('.outcome')).toContainText('处需要处理');
  await clean(desk);
  await desk.screenshot({ path: info.outputPath('4-incomplete.png'), fullPage: true });

  // The principal narrows it: submitting is not the agent's any more, at once.
  await chen.goto(`${server.url}/mandates/${mandate}`);
  await chen.getByRole('button', { name: '变更' }).click();
  const dialog = chen.locator('dialog[open]');
  await dialog.getByRole('checkbox', { name: /^提交/ }).uncheck();
  await clean(chen);
  await dialog.getByRole('button', { name: '确认变更' }).click();
  await expect(desk.getByText('由委托人提交')).toBeVisible({ timeout: 5_000 });
  await expect(desk.getByText('权限：填报、领取结果')).toBeVisible();

  // Revoked while the assistant works: the page is emptied at once, and what they try is refused.
  await expect(desk.locator('.lines').first()).toBeVisible();
  await chen.getByRole('button', { name: '撤销委托' }).click();
  await chen.locator('dialog[open]').getByLabel('撤销原因（选填）').fill('自己办');
  await chen.locator('dialog[open]').getByRole('button', { name: '撤销委托' }).click();
  await expect(desk.getByText('委托已停止')).toBeVisible({ timeout: 5_000 });
  await expect(desk.locator('body')).not.toContainText('权限已变为');
  await expect(desk.locator('.lines')).toHaveCount(0);
  await clean(desk);
  await desk.screenshot({ path: info.outputPath('5-over.png') });
  await expect(tags(chen)).toContainText('已撤销');
  const refused = await desk.evaluate(
    (path) => fetch(path).then((answer) => answer.status),
    `/api/v1/filings/${filing}/documents/answers/updates`,
  );
  expect(refused).toBe(404);
  await desk.goto(`${server.url}/staff`);
  await expect(desk.getByText('我的委托进件')).toBeVisible();

  // The principal goes on alone, on the phone.
  await chen.goto(`${server.url}/filings/${filing}/fill/1`);
  await expect(chen.locator('form.form')).toBeVisible();
  await chen.goto(`${server.url}/filings/${filing}/fill/2`);
  await expect(chen.getByLabel('住所', { exact: true })).toHaveValue('示例美食街八号');
  await chen.goto(`${server.url}/filings/${filing}/record`);
  await expect(chen.locator('.record')).toContainText('撤销委托，立即生效');
  await expect(chen.locator('.record')).toContainText('越权操作被拒绝');
  expect(wrong).toEqual([]);
});

test('signed on the own phone by a link, and a person as the agent', async ({ page: wu, server, browser, expected }, info) => {
  test.setTimeout(180_000);
  expected.push(...NETWORK);
  const wrong: string[] = [];
  await signIn(wu, server, 'wu');
  await wu.goto(`${server.url}/mandates/new`);
  await wu.getByRole('radio', { name: '个人' }).check();
  await wu.getByLabel('对方的登录账号').fill('zhou');
  await wu.getByLabel('对方的姓名').fill('周示例');
  await wu.getByRole('checkbox', { name: /劳务派遣/ }).first().check();
  await wu.getByRole('button', { name: '生成委托书' }).click();
  await wu.getByRole('button', { name: '用手机签署' }).click();
  const address = (await wu.locator('.qr-address').innerText()).trim();
  expect(address).toMatch(/\/mandates\/sign#[\w-]{43}$/);
  await clean(wu);

  const phone = await someone(browser, server, undefined, { width: 390, height: 844 }, wrong);
  await phone.goto(address);
  await expect(phone.locator('.paper')).toContainText('周示例');
  expect(phone.url()).not.toContain('#');
  await clean(phone);
  await fits(phone);
  // Who cannot write makes a mark.
  await phone.getByRole('button', { name: '不便手写，以画押代替' }).click();
  await phone.getByRole('checkbox', { name: /自愿委托/ }).check();
  await phone.getByRole('button', { name: '确认签署' }).click();
  await expect(phone.getByText('签署完成')).toBeVisible();
  await phone.screenshot({ path: info.outputPath('phone-signed.png') });
  await expect(tags(wu)).toContainText('待接受', { timeout: 15_000 });
  await phone.goto(address);
  await phone.reload();
  await expect(phone.locator('main')).toContainText('已使用');

  const zhou = await someone(browser, server, 'zhou', { width: 1280, height: 900 }, wrong);
  await zhou.goto(`${server.url}/mandates`);
  await zhou.getByRole('link', { name: /委托人：/ }).click();
  await zhou.getByRole('button', { name: '接受委托' }).click();
  await expect(tags(zhou)).toContainText('生效中');
  // The principal is among those for whom one may act, and the header says so.
  await zhou.reload();
  await zhou.locator('.acting').click();
  await zhou.locator('dialog[open] .choice', { hasText: '受托办理' }).click();
  await expect(zhou.locator('.acting')).toContainText('津科人力资源示例公司');
  await zhou.goto(`${server.url}/items/labour-dispatch.new`);
  await zhou.getByRole('button', { name: /在线办理|开始办理|立即办理/ }).first().click();
  const choose = zhou.locator('dialog[open] .choice', { hasText: '津科' });
  // Asked for whom, unless that was said already.
  await Promise.race([choose.waitFor(), zhou.waitForURL(/\/entrusted\//)]);
  if (await choose.isVisible()) await choose.click();
  await expect(zhou).toHaveURL(/\/entrusted\//);
  await expect(zhou.locator('.acting-for')).toHaveText('正在为津科人力资源示例公司办理');
  await expect(zhou.locator('.lines').first()).toBeVisible();
  expect(wrong).toEqual([]);
});

/** What somebody asks of the backend, as the app asks it. */
async function post<T>(page: Page, path: string, body: unknown): Promise<T> {
  const answer = await page.evaluate(
    async ([path, body]) => {
      const headers = { 'X-Bangban-Request': '1', 'Content-Type': 'application/json' };
      const answer = await fetch(`/api/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
      return { status: answer.status, value: await answer.json().catch(() => undefined) };
    },
    [path, body] as const,
  );
  expect(answer.status, `${path} ${JSON.stringify(answer.value)}`).toBeLessThan(300);
  return answer.value as T;
}

type Drawn = { id: string; offer: { text: { digest: string } } };

test('submitted under a mandate, decided, and rated once', async ({ page: desk, server, browser, expected }, info) => {
  test.setTimeout(180_000);
  expected.push(...NETWORK);
  const wrong: string[] = [];
  const zhou = await someone(browser, server, 'zhou', { width: 390, height: 844 }, wrong);
  await signIn(desk, server, 'assistant-qian');
  const terms = { items: ['medical-institution.renewal'], acts: ['fill', 'submit', 'receive'], from: day('2026-01-01'), until: day('2027-12-31') };
  const { id, offer } = await post<Drawn>(zhou, '/mandates', { agent: { kind: 'station', station: 'station-10' }, terms, reason: '' });
  const strokes = [Array.from({ length: 20 }, (_, at) => [at * 20, at * 10])];
  const digest = offer.text.digest;
  await post(zhou, `/mandates/${id}/moves`, { move: 'sign', digest, strokes });
  await post(desk, `/mandates/${id}/moves`, { move: 'accept', digest });
  const { id: filing } = await post<{ id: string }>(desk, `/mandates/${id}/filings`, { item: 'medical-institution.renewal' });
  const qian = await Assistant.at(server, 'assistant-qian');
  const answers = {
    'situation/kind': ['renew'], 'situation/changed': false, 'situation/applicant': 'self', confirmed: true, 'staff/total': 42,
    'practice/penalty': false, 'practice/dispute': false, 'practice/infection': true, 'practice/safety': true,
  };
  for (const [field, value] of Object.entries(answers)) expect(await qian.write(filing, field, value), field).toBe(204);

  await desk.goto(`${server.url}/entrusted/${filing}`);
  await desk.getByRole('checkbox', { name: /依委托书代为作出/ }).check();
  await desk.getByRole('button', { name: '提交', exact: true }).click();
  await expect(desk.getByText('这件已提交')).toBeVisible();
  await expect(desk.locator('.acting-for')).toHaveText('正在为海清门诊部（示例）办理');
  await clean(desk);
  await desk.getByRole('link', { name: '查看回执' }).click();
  await expect(desk.locator('main')).toContainText('受海清门诊部（示例）委托');

  await zhou.goto(`${server.url}/mandates`);
  await expect(zhou.locator('.notices')).toContainText('为您提交了');
  await zhou.goto(`${server.url}/filings/${filing}`);
  await expect(zhou.locator('main')).toContainText('受海清门诊部（示例）委托');
  await granted(zhou, filing);
  await zhou.goto(`${server.url}/filings/${filing}`);
  await zhou.getByRole('radio', { name: '满意', exact: true }).check();
  await clean(zhou);
  await fits(zhou);
  await zhou.screenshot({ path: info.outputPath('rating.png'), fullPage: true });
  await zhou.getByRole('button', { name: '提交评价' }).click();
  await expect(zhou.locator('.rated')).toContainText('您的评价：满意');
  await zhou.reload();
  await expect(zhou.locator('.rated')).toContainText('您的评价：满意');
  await expect(zhou.getByRole('radio', { name: '满意', exact: true })).toHaveCount(0);
  await qian.leave();
  expect(wrong).toEqual([]);
});
