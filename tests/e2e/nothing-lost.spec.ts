import { ask, begin, expect, signIn, test } from './support/test';
import { attachAll, fillStep, form, pdf, pointing, sample } from './support/form';

const item = 'special-working-hours.new';

test('a reload in the middle of each step loses nothing', async ({ page, server }) => {
  test.setTimeout(180_000);
  await signIn(page, server, 'wang');
  const id = await begin(page, item);
  const definition = form(item);
  const hand = pointing(false);
  const steps = definition.ui.elements;
  for (let turn = 1; turn <= 4; turn += 1) {
    await page.goto(`${server.url}/filings/${id}/fill/${turn}`);
    const heading = page.locator('main h1');
    await heading.waitFor();
    const name = await heading.innerText();
    const step = steps.find((one: any) => one.label === name);
    await fillStep(page, hand, definition, step, sample(item));
    const values = () =>
      page.locator('form.form').evaluate((node) =>
        [...node.querySelectorAll<HTMLInputElement>('input:not([type=file]), select, textarea')].map((one) =>
          one.type === 'radio' || one.type === 'checkbox' ? `${one.value} ${one.checked}` : one.value,
        ),
      );
    const before = await values();
    expect(before.length).toBeGreaterThan(0);
    await expect(page.locator('.saved.here')).toBeVisible();
    await page.reload();
    await heading.waitFor();
    await expect.poll(values).toEqual(before);
  }
});

test('a choice is tapped and the page left in the same moment: it is kept', async ({ page, server }) => {
  await signIn(page, server, 'wang');
  const id = await begin(page, item);
  await page.goto(`${server.url}/filings/${id}/fill/1`);
  const choices = page.locator('fieldset', { hasText: '实际作业地是否与单位地址不同' }).locator('input[type=radio]');
  for (let turn = 0; turn < 10; turn += 1) {
    const choice = choices.nth(turn % 2);
    await choice.waitFor();
    await choice.evaluate((node: HTMLInputElement) => {
      node.click();
      location.reload();
    });
    await page.waitForLoadState();
    await expect(choice).toBeChecked();
  }
});

test('the store is busy, a choice is tapped and the page left in the same moment: it is kept', async ({ page, server }) => {
  await signIn(page, server, 'wang');
  const id = await begin(page, item);
  await page.goto(`${server.url}/filings/${id}/fill/1`);
  const choices = page.locator('fieldset', { hasText: '实际作业地是否与单位地址不同' }).locator('input[type=radio]');
  for (let turn = 0; turn < 4; turn += 1) {
    const choice = choices.nth(turn % 2);
    await choice.waitFor();
    await expect(page.locator('.saved')).toContainText('已保存到政务服务中心');
    // Waited for from before: a quick page has loaded by the time that one hears of the tap.
    const loaded = page.waitForEvent('load', { timeout: 60_000 });
    await choice.evaluate(async (node: HTMLInputElement) => {
      // Something that does not end stands before all that is written from now on.
      for (const { name } of await indexedDB.databases()) {
        const asked = indexedDB.open(name!);
        await new Promise((opened) => (asked.onsuccess = opened));
        const long = asked.result.transaction([...asked.result.objectStoreNames], 'readwrite');
        const on = () => (long.objectStore('updates').count().onsuccess = on);
        on();
      }
      // Nor does the server hear of it.
      WebSocket.prototype.send = () => {};
      node.click();
      location.reload();
    });
    await loaded;
    await expect(choice).toBeChecked();
  }
  // What stood beside the store meanwhile does not stay there.
  await expect(page.locator('.saved')).toContainText('已保存到政务服务中心');
  await page.goto(`${server.url}/`);
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('bangban-')))).toEqual([]);
});

test('a character is typed and the page left in the same moment: it is kept', async ({ page, server }) => {
  await signIn(page, server, 'wang');
  const id = await begin(page, item);
  await page.goto(`${server.url}/filings/${id}/fill/4`);
  const reason = page.locator('textarea').last();
  const letters = [...'代𠮷班表😀'];
  for (const turn of letters.keys()) {
    await reason.waitFor();
    await reason.evaluate((node: HTMLTextAreaElement, letter) => {
      node.focus();
      node.setSelectionRange(node.value.length, node.value.length);
      document.execCommand('insertText', false, letter);
      location.reload();
    }, letters[turn]);
    await page.waitForLoadState();
    await expect(reason).toHaveValue(letters.slice(0, turn + 1).join(''));
  }
});

test('the server is killed in the middle of an upload: it goes on where it was', async ({ page, server, expected }) => {
  expected.push(/Failed to load resource/, /ERR_/);
  await signIn(page, server, 'wang');
  const id = await begin(page, item);
  await page.goto(`${server.url}/filings/${id}/fill/5`);
  const input = page.locator('.material input[type=file]:not([capture])').first();
  const size = 6 * 1024 * 1024;
  const slow = await page.context().newCDPSession(page);
  await slow.send('Network.enable');
  await slow.send('Network.emulateNetworkConditions', { offline: false, latency: 20, downloadThroughput: -1, uploadThroughput: 1_500_000 });
  await input.setInputFiles(pdf('说明.pdf', size));
  await expect(page.locator('.file')).toContainText(/已上传 [2-6]\d%/, { timeout: 20_000 });
  await server.kill();
  await expect(page.locator('.file')).toContainText(/网络中断/, { timeout: 20_000 });
  await server.run();
  const kept = await ask<any[]>(page, `/filings/${id}/attachments`);
  expect(kept[0].offset).toBeGreaterThan(0);
  expect(kept[0].complete).toBe(false);
  await page.reload();
  await slow.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 });
  await expect(page.locator('.file', { hasText: '已上传' })).toContainText('✓', { timeout: 30_000 });
  const there = await ask<any[]>(page, `/filings/${id}/attachments`);
  expect(there).toHaveLength(1);
  expect(there[0].id).toBe(kept[0].id);
  expect(there[0].complete).toBe(true);
});

test('the server is killed in the middle of a submission: it happens once', async ({ page, server, expected }) => {
  test.setTimeout(180_000);
  expected.push(/Failed to load resource/, /ERR_/);
  await signIn(page, server, 'wang');
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
    await expect(page.locator('.problems')).toHaveCount(0);
  }
  await page.goto(`${server.url}/filings/${id}/fill/review`);
  await page.locator('#commitment').click();
  // The submission arrives and is stored; its answer is lost with the server.
  await page.route('**/submission', async (route) => {
    await route.fetch();
    await server.kill();
    await route.abort();
  });
  await page.getByRole('button', { name: '提交申请' }).click();
  await expect(page.locator('.outcome')).toContainText('再次提交');
  await page.unroute('**/submission');
  await server.run();
  await page.getByRole('button', { name: '再次提交' }).click();
  await page.waitForURL(`**/filings/${id}/receipt`);
  const timeline = await ask<any[]>(page, `/filings/${id}/timeline`);
  expect(timeline.filter((entry) => entry.event === 'submitted')).toHaveLength(1);
  const all = await ask<any>(page, '/filings');
  expect(all.filings.filter((filing: any) => filing.number)).toHaveLength(1);
});
