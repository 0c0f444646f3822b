import type { Browser, Locator, Page } from '@playwright/test';
import { clean } from './support/axe';
import { keepMemory, remembers } from './support/memory';
import { begin, expect, signIn, test, watch } from './support/test';
import { two } from './support/two';
import type { Server } from './support/server';

const item = 'special-working-hours.new';
/** What nobody but the applicant may ever see: typed into sensitive questions. */
const SECRET = { name: '密联系', mobile: '13912345678', email: 'secret-of-wang@example.com' };
const NETWORK = [/WebSocket connection/, /Failed to load resource/];

/** Somebody on a device of their own. */
async function someone(browser: Browser, server: Server, who: string, size = { width: 1280, height: 900 }): Promise<Page> {
  const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: size });
  const page = await context.newPage();
  await signIn(page, server, who);
  return page;
}

/** What somebody asks of the backend, as the app asks it. */
async function post<T>(page: Page, path: string, body: unknown): Promise<{ status: number; value: T }> {
  return page.evaluate(
    async ([path, body]) => {
      const headers = { 'X-Bangban-Request': '1', 'Content-Type': 'application/json' };
      const answer = await fetch(`/api/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
      return { status: answer.status, value: await answer.json().catch(() => undefined) };
    },
    [path, body] as const,
  );
}

const move = async (page: Page, id: string, wanted: unknown) => {
  const { status } = await post(page, `/assistance/${id}/moves`, wanted);
  expect(status, JSON.stringify(wanted)).toBe(200);
};

/** wang fills in a little, sensitive answers too, and asks for help at a question. */
async function asks(wang: Page, server: Server, question = '单位名称照执照写吗？'): Promise<{ filing: string; id: string }> {
  const filing = await begin(wang, item);
  await wang.goto(`${server.url}/filings/${filing}/fill/2`);
  const box = (label: string) => wang.locator('.field', { hasText: label }).locator('input').first();
  await box('单位名称').fill('津港物流旧名');
  await box('联系人姓名').fill(SECRET.name);
  await box('联系人手机号').fill(SECRET.mobile);
  await box('电子邮箱').fill(SECRET.email);
  await expect(wang.locator('.saved.stored')).toContainText('已保存到政务服务中心');
  const wanted = { filing, step: '2', field: 'org/name', question };
  const { status, value } = await post<{ id: string }>(wang, '/assistance', wanted);
  expect(status).toBe(201);
  return { filing, id: value.id };
}

/** All that reaches a browser: answers, frames, addresses. */
function reached(page: Page): { all: string[]; done: () => Promise<void> } {
  const all: string[] = [];
  const reading: Promise<void>[] = [];
  page.on('response', (answer) => {
    reading.push(answer.body().then((body) => { all.push(`${answer.url()} ${body.toString('utf8')}`); }, () => {}));
  });
  page.on('websocket', (socket) => {
    socket.on('framereceived', ({ payload }) => { all.push(Buffer.from(payload).toString('utf8')); });
    socket.on('framesent', ({ payload }) => { all.push(Buffer.from(payload).toString('utf8')); });
  });
  return { all, done: async () => { await Promise.allSettled(reading); } };
}

/** All that a browser keeps, as text. */
async function keeps(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const found: string[] = [JSON.stringify(localStorage), JSON.stringify(sessionStorage), ...(await caches.keys())];
    const text = (value: unknown): string => {
      if (value instanceof Uint8Array) return new TextDecoder().decode(value);
      if (value instanceof ArrayBuffer) return new TextDecoder().decode(value);
      if (value && typeof value === 'object') return Object.values(value).map(text).join(' ');
      return String(value);
    };
    for (const { name } of await indexedDB.databases()) {
      const db = await new Promise<IDBDatabase>((done, fail) => {
        const open = indexedDB.open(name!);
        open.onsuccess = () => done(open.result);
        open.onerror = () => fail(open.error);
      });
      for (const store of db.objectStoreNames) {
        const rows = await new Promise<unknown[]>((done, fail) => {
          const all = db.transaction(store).objectStore(store).getAll();
          all.onsuccess = () => done(all.result);
          all.onerror = () => fail(all.error);
        });
        found.push(name!, store, ...rows.map(text));
      }
      db.close();
    }
    return found.join('\n');
  });
}

/** zhao is in the filing of wang at a level, at a step of it. */
async function working(page: Page, wang: Page, server: Server, level: string, step = ''): Promise<void> {
  const { id } = await asks(wang, server);
  await signIn(page, server, 'assistant-zhao');
  await page.goto(`${server.url}/staff`);
  await move(page, id, { move: 'claim', wanted: level });
  await move(wang, id, { move: 'consent', level });
  await page.goto(`${server.url}/staff/${id}${step}`);
}

const line = (page: Page, path: string) => page.locator(`#line-${path.replaceAll('/', '-')}`);
const queued = (page: Page) => page.locator('.waiting');

test('from the queue through every level to the end, and nothing sensitive on the way', async ({ page, server, browser, expected }) => {
  expected.push(...NETWORK);
  const seen = reached(page);
  await keepMemory(page);
  const wang = await someone(browser, server, 'wang');
  const { filing, id } = await asks(wang, server);

  // Who signs in as an assistant is at the desk.
  await page.goto(`${server.url}/sign-in`);
  await page.locator('.choice', { hasText: '帮办员' }).filter({ hasText: '赵帮办（示例）' }).click();
  await expect(page).toHaveURL(`${server.url}/staff`);
  await expect(queued(page)).toHaveCount(1);
  await expect(queued(page)).toContainText('单位名称照执照写吗？');
  await expect(queued(page)).toContainText('等候');
  await expect(page.locator('.desk-main')).toContainText('单位名称');
  await clean(page);
  expect(await page.locator('main').innerText()).not.toContain('津港物流旧名');

  // Two and Enter: no mouse.
  await page.keyboard.press('2');
  await expect(page.locator('input[name=level][value=suggest]')).toBeChecked();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`${server.url}/staff/${id}`);
  await expect(page.locator('main')).toContainText('正在等申请人同意');
  expect(seen.all.join('\n')).not.toContain('津港物流旧名');

  // Look: nothing can be changed.
  await move(wang, id, { move: 'consent', level: 'look' });
  await expect(line(page, 'org/name')).toContainText('津港物流旧名');
  await expect(page.locator('.work-bar')).toContainText('帮办中 · 看');
  await expect(page.locator('main h1')).toBeFocused();
  // The chat is dressed.
  await expect(page.locator('.work-chat .chat-said')).toHaveCSS('overflow-y', 'auto');
  await expect(line(page, 'contact/mobile')).not.toContainText('1391234');
  await expect(page.locator('.line-acts button')).toHaveCount(0);

  // Suggest: a proposal beside the answer, which stays.
  await move(wang, id, { move: 'change-level', level: 'suggest' });
  await expect(page.locator('.work-bar')).toContainText('帮办中 · 建议');
  await expect(line(page, 'contact/mobile').getByRole('button', { name: '提建议' })).toHaveCount(0);
  await line(page, 'org/name').getByRole('button', { name: '给“单位名称”提建议' }).click();
  await page.locator('.editor input').first().fill('津港物流示例公司');
  await page.getByLabel('理由').fill('与执照一致');
  await page.getByRole('button', { name: '提出建议' }).click();
  await expect(line(page, 'org/name').locator('.proposal')).toContainText('津港物流示例公司');
  await expect(line(page, 'org/name').locator('.proposal')).toContainText('待采纳');
  await expect(wang.locator('.field', { hasText: '单位名称' }).locator('input').first()).toHaveValue('津港物流旧名');

  // The pre-review.
  await line(page, 'org/uscc').getByRole('button', { name: '需修改' }).click();
  await page.locator('.noting').getByRole('button', { name: '保存' }).click();
  await expect(page.locator('.noting')).toContainText('请写明怎么改');
  await page.getByLabel('要怎么改').fill('照执照填写代码');
  await page.locator('.noting').getByRole('button', { name: '保存' }).click();
  await expect(line(page, 'org/uscc')).toContainText('照执照填写代码');
  await line(page, 'org/legalRep').getByRole('button', { name: '通过' }).click();
  await expect(line(page, 'org/legalRep').getByRole('button', { name: '通过' })).toHaveAttribute('aria-pressed', 'true');
  await expect(page.locator('.work-steps')).toContainText('一次性告知：1 处需修改');
  // The applicant sees it when it is sent.
  await expect(page.locator('.work-steps')).toContainText('有改动还没发');
  await expect(wang.locator('.help-marks')).toHaveCount(0);
  await page.getByRole('button', { name: '发给申请人' }).click();
  await expect(page.locator('.work-steps')).toContainText('清单已发给申请人');
  await expect(page.locator('.told-once')).toBeFocused();
  await expect(wang.locator('.help-marks')).toContainText('还有1处要改');
  await clean(page);

  // A higher level is the applicant's to give.
  await page.getByRole('button', { name: '请求其他权限' }).click();
  await page.getByRole('button', { name: '请求“代填”' }).click();
  await expect(page.locator('.work-bar')).toContainText('已请求“代填”');
  // The applicant's page was open before help was asked for elsewhere.
  await wang.reload();
  await wang.locator('.help-bar').getByRole('button', { name: '不允许' }).click();
  await expect(page.locator('.work-bar')).not.toContainText('已请求“代填”');
  await move(wang, id, { move: 'change-level', level: 'fill' });
  await line(page, 'org/legalRep').getByRole('button', { name: '代填“法定代表人（负责人）”' }).click();
  await page.locator('.editor input').first().fill('赵示例');
  await page.getByRole('button', { name: '填好了' }).click();
  await expect(line(page, 'org/legalRep')).toContainText('赵示例');
  const theirs = wang.locator('.field', { hasText: '法定代表人' }).locator('input').first();
  await expect(theirs).toHaveValue('赵示例');
  // And what they type is here.
  await theirs.fill('钱示例');
  await expect(line(page, 'org/legalRep')).toContainText('钱示例');

  // What is on the screen is in the memory, and nothing sensitive is.
  expect(await remembers(page, ['津港物流旧名', ...Object.values(SECRET)])).toEqual(['津港物流旧名']);

  // To a colleague, with what is open.
  await page.getByRole('button', { name: '转给同事' }).click();
  await page.locator('dialog[open] .choice').first().click();
  await expect(page.locator('main h1')).toHaveText('现在不由您帮办');
  await expect(page.locator('main')).not.toContainText('津港物流旧名');
  const sun = await someone(browser, server, 'assistant-sun');
  const wrong: string[] = [];
  watch(sun, server, wrong, NETWORK);
  await sun.goto(`${server.url}/staff`);
  await expect(sun.locator('.desk-main')).toContainText('等待同意');
  await sun.getByRole('link', { name: '查看' }).click();
  await move(wang, id, { move: 'consent', level: 'suggest' });
  await expect(line(sun, 'org/name').locator('.proposal')).toContainText('津港物流示例公司');
  await expect(line(sun, 'org/uscc')).toContainText('照执照填写代码');
  await sun.getByRole('button', { name: '结束帮办' }).click();
  await sun.locator('dialog[open]').getByRole('button', { name: '结束帮办' }).click();
  await expect(sun.locator('main')).toContainText('您结束了帮办');
  await expect(sun.locator('main h1')).toBeFocused();
  await expect(sun.locator('body')).not.toContainText('权限已变为');
  await expect(sun.locator('main')).not.toContainText('津港物流旧名');
  expect(wrong).toEqual([]);

  // Nothing of the filing is kept, and nothing sensitive ever came.
  await seen.done();
  const kept = (await keeps(page)) + (await keeps(sun));
  for (const word of ['津港物流旧名', '津港物流示例公司', '照执照填写代码', filing]) expect(kept).not.toContain(word);
  const all = seen.all.join('\n') + kept + (await page.content());
  expect(all).toContain('津港物流旧名');
  for (const word of Object.values(SECRET)) expect(all, word).not.toContain(word);
});

test('two assistants take up one request: one has it, the other is told', async ({ page, server, browser, expected }) => {
  expected.push(/409/, ...NETWORK);
  const wang = await someone(browser, server, 'wang');
  await asks(wang, server);
  await signIn(page, server, 'assistant-zhao');
  const sun = await someone(browser, server, 'assistant-sun');
  for (const one of [page, sun]) {
    await one.goto(`${server.url}/staff`);
    await expect(queued(one)).toHaveCount(1);
  }
  // Neither knows of the other's press.
  let both = () => {};
  const pressed = new Promise<void>((done) => (both = done));
  let count = 0;
  for (const one of [page, sun]) {
    await one.route('**/moves', async (route) => {
      count += 1;
      if (count === 2) both();
      await pressed;
      await route.continue();
    });
    await one.locator('.desk-main').getByRole('button', { name: '接单' }).click();
  }
  const won = async (one: Page) => {
    const has = one.locator('main', { hasText: '正在等申请人同意' });
    const lost = one.locator('main', { hasText: '没有接到这个请求' });
    await expect(has.or(lost)).toBeVisible();
    return has.isVisible();
  };
  const all = [await won(page), await won(sun)];
  expect(all.filter(Boolean)).toHaveLength(1);
});

test('keys choose, answer and stay silent while one types', async ({ page, server, browser, expected }) => {
  expected.push(...NETWORK);
  const wang = await someone(browser, server, 'wang');
  await asks(wang, server, '第一问');
  await signIn(page, server, 'assistant-zhao');
  await page.goto(`${server.url}/staff`);
  await expect(queued(page)).toHaveCount(1);
  await page.keyboard.press('j');
  await expect(queued(page)).toBeFocused();
  await page.keyboard.press('?');
  await expect(page.locator('dialog[open]')).toContainText('输入文字时按键不起作用');
  await clean(page);
  await page.keyboard.press('Escape');
  await page.keyboard.press('3');
  await expect(page.locator('input[name=level][value=fill]')).toBeChecked();
  await page.keyboard.press('r');
  await expect(page.locator('#reply')).toBeFocused();
  await page.keyboard.type('j1 照执照填写?');
  await expect(page.locator('#reply')).toHaveValue('j1 照执照填写?');
  await expect(page.locator('input[name=level][value=fill]')).toBeChecked();
  await expect(page.locator('dialog[open]')).toHaveCount(0);
  await page.getByRole('button', { name: '发送答复' }).click();
  await expect(page.locator('main')).toContainText('已答复');
  await expect(queued(page)).toHaveCount(0);
});

test('a code that is read out, and words for one that is none', async ({ page, server, browser, expected }) => {
  expected.push(/410/, /Failed to load resource/, ...NETWORK);
  const wang = await someone(browser, server, 'wang');
  const { id } = await asks(wang, server);
  const { value } = await post<{ code: string }>(wang, `/assistance/${id}/code`, {});
  await signIn(page, server, 'assistant-sun');
  await page.goto(`${server.url}/staff`);
  const code = page.getByLabel('申请人读出的帮办码（6 位数字）');
  await code.fill('12a');
  await code.press('Enter');
  await expect(page.locator('#code-wrong')).toHaveText('请输入 6 位数字。');
  await code.fill(value.code === '000000' ? '000001' : '000000');
  await code.press('Enter');
  await expect(page.locator('#code-wrong')).toHaveText('帮办码不正确、已使用或已过期，请申请人重新生成。');
  await code.fill('');
  await expect(page.locator('#code-wrong')).toBeEmpty();
  await code.fill(value.code);
  await code.press('Enter');
  await expect(page).toHaveURL(`${server.url}/staff/${id}`);
  await expect(page.locator('main')).toContainText('正在等申请人同意');
});

test('without a network the desk says so and goes on', async ({ page, server, expected, context }) => {
  expected.push(/ERR_/, ...NETWORK);
  await signIn(page, server, 'assistant-zhao');
  await page.goto(`${server.url}/staff`);
  await expect(page.locator('main')).toContainText('现在没有人等候');
  await context.setOffline(true);
  await server.kill();
  await expect(page.locator('main')).toContainText('队列暂时没有更新', { timeout: 30_000 });
  await server.run();
  await context.setOffline(false);
  await expect(page.locator('main')).not.toContainText('队列暂时没有更新', { timeout: 30_000 });
});

test('the desk is for assistants', async ({ page, server }) => {
  await signIn(page, server, 'li');
  await page.goto(`${server.url}/staff`);
  await expect(page.locator('main')).toContainText('帮办台只对帮办员开放');
});

test('the work in a filing by keys', async ({ page, server, browser, expected }, info) => {
  expected.push(...NETWORK);
  test.skip(page.viewportSize()!.width < 600, 'at a desk');
  await working(page, await someone(browser, server, 'wang'), server, 'suggest');
  const lines = page.locator('.work-main .line');
  await lines.first().waitFor();
  await page.keyboard.press('j');
  await expect(lines.nth(0)).toBeFocused();
  await page.keyboard.press('j');
  await page.keyboard.press('ArrowDown');
  await expect(lines.nth(2)).toBeFocused();
  await page.keyboard.press('k');
  await expect(lines.nth(1)).toBeFocused();
  await page.keyboard.press('p');
  await expect(lines.nth(1).locator('.mark-yes')).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('j');
  await page.keyboard.press('m');
  await expect(lines.nth(2).locator('textarea')).toBeFocused();
  // What is typed is typed.
  await page.keyboard.type('p j k m 请改');
  await expect(lines.nth(2).locator('textarea')).toHaveValue('p j k m 请改');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(lines.nth(2).locator('.mark-no')).toHaveAttribute('aria-pressed', 'true');
  await expect(lines.nth(2)).toBeFocused();
  await page.keyboard.press('t');
  await expect(page.locator('.chat-line')).toBeFocused();
  await page.keyboard.type('x h');
  await expect(page.locator('dialog[open]')).toHaveCount(0);
  await lines.nth(1).focus();
  await page.keyboard.press('?');
  await expect(page.locator('dialog[open] .keys')).toContainText('需修改');
  await page.screenshot({ path: info.outputPath('keys.png') });
  await clean(page);
  await page.keyboard.press('Escape');
  await page.keyboard.press('h');
  await expect(page.locator('dialog[open] h2')).toContainText('转给同事');
  await page.keyboard.press('Escape');
  await page.keyboard.press('x');
  await expect(page.locator('dialog[open] h2')).toContainText('结束帮办');
  await page.keyboard.press('Escape');
});

test('rows are added in a filing, and the controls stay under the hand', async ({ page, server, browser, expected }) => {
  expected.push(...NETWORK);
  test.skip(page.viewportSize()!.width < 600, 'at a desk');
  const wang = await someone(browser, server, 'wang');
  await working(page, wang, server, 'fill', '/3');
  const list = page.locator('.work-main .line:has(> .line-name.strong)').first();
  const called = (row: Locator) => row.locator('.field', { hasText: '岗位（工种）名称' }).locator('input');
  await list.locator('.line-acts button[aria-expanded]').click();
  for (const [turn, post] of ['装卸工', '叉车工'].entries()) {
    await list.locator('.editor .btn.add').click();
    const row = list.locator('.editor .one-row').nth(turn);
    await expect(row.locator('input').first()).toBeFocused();
    await called(row).pressSequentially(post);
    await expect(called(row)).toHaveValue(post);
  }
  // The rows stand below as lines of their own.
  await expect(page.locator('.work-main .line-row')).toHaveCount(2);
  await expect(page.locator('.work-main .line', { hasText: '岗位（工种）名称' }).last()).toContainText('叉车工');
  await list.getByRole('button', { name: '填好了' }).click();
  await wang.goto(`${wang.url().replace(/fill\/.*/, 'fill/3')}`);
  await expect(called(wang.locator('.one-row').nth(1))).toHaveValue('叉车工');
});

test('the talk is in view beside the filing, and a material that need not be handed in says so', async ({ server, browser }) => {
  test.setTimeout(120_000);
  const { zhao, id, wrong, end } = await two(browser, server);
  for (const size of [{ width: 1024, height: 768 }, { width: 1280, height: 900 }]) {
    await zhao.setViewportSize(size);
    await expect(zhao.locator('.chat-line')).toBeInViewport({ ratio: 1 });
    const [chat, work] = [(await zhao.locator('.work-chat').boundingBox())!, (await zhao.locator('.work-main').boundingBox())!];
    expect(chat.x).toBeGreaterThanOrEqual(work.x + work.width);
  }
  await zhao.goto(`${server.url}/staff/${id}/5`);
  await expect(line(zhao, 'materials/application').locator('.line-value')).toHaveText('免提交');
  await expect(line(zhao, 'materials/statement').locator('.line-value')).toHaveText('还没有上传');
  await zhao.getByRole('link', { name: '回到帮办台' }).click();
  await expect(zhao.locator('main h1')).toBeFocused();
  expect(wrong).toEqual([]);
  await end();
});
