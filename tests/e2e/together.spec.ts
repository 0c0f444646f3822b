import { chromium, type Browser, type Page } from '@playwright/test';
import { clean } from './support/axe';
import { line } from './support/people';
import { expect, test } from './support/test';
import { two } from './support/two';

const MEDIA = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];

async function launch(args: string[]): Promise<Browser> {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', ...args] });
}

const box = (page: Page, label: string) => page.locator('.field', { has: page.locator('label', { hasText: label }) }).first();
const where = (page: Page) => page.locator('.together-where');
const mark = (page: Page, kind: string) => page.locator(`#together-${kind}-0`);
const tool = (page: Page, name: string) => page.locator('.together-tools').getByRole('button', { name, exact: true });

/** Where a mark is on an element, as fractions of it. */
async function part(page: Page, kind: string, on: ReturnType<Page['locator']>): Promise<[number, number]> {
  const outer = (await on.boundingBox())!;
  const inner = (await mark(page, kind).boundingBox())!;
  return [(inner.x - outer.x) / outer.width, (inner.y - outer.y) / outer.height];
}

test.describe('the two see each other', () => {
  test.skip(({ isMobile }) => isMobile, 'both sizes are in it');

  test('where, what is pointed at and circled, following, asking to look', async ({ browser, server }, info) => {
    test.setTimeout(180_000);
    const { wang, zhao, wrong, end } = await two(browser, server);

    // Where the other is, in words and at the field, by shape and colour.
    await box(wang, '单位名称').locator('input').focus();
    await expect(where(zhao)).toContainText('●');
    await expect(where(zhao)).toContainText('第2步 · 单位名称');
    await expect(mark(zhao, 'field')).toContainText('●');
    const [, top] = await part(zhao, 'field', line(zhao, 'org/name'));
    expect(Math.abs(top)).toBeLessThan(0.1);
    await expect(zhao.locator('.work-steps .together-tag')).toContainText('在这里');
    await line(zhao, 'org/address').click({ position: { x: 5, y: 20 } });
    await expect(where(wang)).toContainText('◆');
    await expect(where(wang)).toContainText('第2步 · 详细地址');
    await expect(mark(wang, 'field')).toContainText('◆');
    await zhao.screenshot({ path: info.outputPath('desktop.png') });
    await wang.screenshot({ path: info.outputPath('phone.png') });
    await clean(wang);
    await clean(zhao);

    // The same place of a field, wherever that is drawn.
    await line(zhao, 'org/name').evaluate((one) => one.scrollIntoView({ block: 'center' }));
    const at = (await line(zhao, 'org/name').boundingBox())!;
    await zhao.mouse.move(at.x + at.width * 0.25, at.y + at.height * 0.5, { steps: 4 });
    await expect(mark(wang, 'pointer')).toBeVisible();
    const field = box(wang, '单位名称');
    await field.evaluate((one) => one.scrollIntoView({ block: 'center' }));
    await expect.poll(async () => (await part(wang, 'pointer', field)).map((one) => Math.round(one * 10) / 10)).toEqual([0.3, 0.5]);

    // A circle around the right half.
    await tool(zhao, '画圈').click();
    await zhao.mouse.move(at.x + at.width * 0.5, at.y + 4);
    await zhao.mouse.down();
    await zhao.mouse.move(at.x + at.width, at.y + at.height, { steps: 5 });
    await zhao.mouse.up();
    await expect(zhao.locator('.draw-veil')).toHaveCount(0);
    await expect(mark(wang, 'circle')).toBeVisible();
    const [left] = await part(wang, 'circle', field);
    expect(left).toBeGreaterThan(0.4);
    expect(left).toBeLessThan(0.6);
    await expect(wang.locator('.together-strip')).toContainText('圈出了：单位名称');
    await expect(mark(wang, 'circle')).toHaveCount(0, { timeout: 15_000 });

    // With a finger: the same.
    await wang.getByRole('button', { name: /^对话/ }).click();
    await tool(wang, '画圈').click();
    await expect(wang.locator('.help-panel')).toBeHidden();
    await field.evaluate((one) => one.scrollIntoView({ block: 'center' }));
    const there = (await field.boundingBox())!;
    await wang.locator('.draw-veil').dispatchEvent('pointerdown', { clientX: there.x + 10, clientY: there.y + 10, bubbles: true });
    await wang.locator('.draw-veil').dispatchEvent('pointermove', { clientX: there.x + 150, clientY: there.y + 40, bubbles: true });
    await wang.locator('.draw-veil').dispatchEvent('pointerup', { clientX: there.x + 150, clientY: there.y + 40, bubbles: true });
    await expect(mark(zhao, 'circle')).toBeVisible();

    // Asking to look, from another step.
    await expect(wang.locator('.help-panel')).toHaveCount(0);
    await wang.goto(`${wang.url().replace(/fill\/.*/, 'fill/1')}`);
    await expect(where(zhao)).toContainText('第1步');
    await line(zhao, 'org/postcode').click({ position: { x: 5, y: 20 } });
    await tool(zhao, '请看这里').click();
    const asks = wang.locator('.together-asks');
    await expect(asks).toContainText('请您看：邮政编码');
    await clean(wang);
    await asks.getByRole('button', { name: '去看看' }).click();
    await expect(wang).toHaveURL(/fill\/2/);
    await expect(box(wang, '邮政编码')).toBeFocused();
    await expect(asks).toHaveCount(0);

    // Following: the step and the field, until one does something.
    await zhao.getByRole('button', { name: '跟着对方看' }).click();
    await expect(where(wang)).toContainText('跟着您看');
    await wang.locator('.steps ol a').nth(0).evaluate((link: HTMLElement) => link.click());
    await expect(zhao).toHaveURL(/\/1$/);
    await wang.goBack();
    await expect(zhao).toHaveURL(/\/2$/);
    await box(wang, '详细地址').locator('input, textarea').first().focus();
    await expect(line(zhao, 'org/address')).toBeInViewport();
    await zhao.mouse.wheel(0, 300);
    await expect(zhao.getByRole('button', { name: '跟着对方看' })).toBeVisible();
    await wang.getByRole('button', { name: '跟着对方看' }).click();
    await expect(where(zhao)).toContainText('跟着您看');
    await zhao.locator('.work-steps a').nth(0).click();
    await expect(wang).toHaveURL(/fill\/1/);
    await wang.locator('main').tap({ position: { x: 20, y: 300 } });
    await expect(wang.getByRole('button', { name: '跟着对方看' })).toBeVisible();

    // Who has gone is not there.
    await wang.goto(`${server.url}/robots.txt`);
    await expect(where(zhao)).toContainText('没有打开这一页');
    await expect(mark(zhao, 'field')).toHaveCount(0);
    expect(wrong).toEqual([]);
    await end();
  });

  test('writing is seen, pictures and materials are sent', async ({ browser, server }) => {
    test.setTimeout(120_000);
    const { wang, zhao, wrong, end } = await two(browser, server, 'look');
    await wang.getByRole('button', { name: /^对话/ }).click();
    const panel = wang.locator('.help-panel');
    await panel.getByRole('textbox').pressSequentially('请问');
    await expect(zhao.locator('.work-chat .chat-typing')).toContainText('正在输入');
    await panel.getByRole('button', { name: '发送' }).click();
    await expect(zhao.locator('.work-chat .chat-typing')).toBeEmpty();
    await expect(zhao.locator('.work-chat .theirs')).toContainText('请问');

    // A picture is pasted; it is made small, and comes as one.
    await zhao.locator('.chat-line').evaluate(async (input) => {
      const canvas = new OffscreenCanvas(3000, 2000);
      const pen = canvas.getContext('2d')!;
      pen.fillStyle = '#0b4f94';
      pen.fillRect(0, 0, 1500, 2000);
      const blob = await canvas.convertToBlob({ type: 'image/png' });
      const all = new DataTransfer();
      all.items.add(new File([blob], 'x.png', { type: 'image/png' }));
      input.dispatchEvent(new ClipboardEvent('paste', { clipboardData: all, bubbles: true, cancelable: true }));
    });
    const picture = panel.locator('.chat-image');
    await expect(picture).toHaveAttribute('alt', /发来的图片/);
    await expect.poll(() => picture.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBe(1280);
    await clean(wang);

    // A material that one is at.
    const steps = zhao.locator('.work-steps a');
    await steps.last().click();
    const material = zhao.locator('.line[data-at^="materials/"]').first();
    const name = await material.locator('.line-name').innerText();
    await material.click({ position: { x: 5, y: 15 } });
    await zhao.getByLabel(/附上当前栏目/).check();
    await zhao.locator('.chat-line').fill('这份要盖章');
    await zhao.getByRole('button', { name: '发送' }).click();
    await panel.getByRole('link', { name }).click();
    await expect(wang.locator('.material', { hasText: name }).first()).toBeInViewport();
    expect(wrong).toEqual([]);
    await end();
  });

  test('a call is made, muted, seen, ended, and on record', async ({ server }, info) => {
    test.setTimeout(120_000);
    const browser = await launch(MEDIA);
    const { wang, zhao, filing, wrong, end } = await two(browser, server);
    const call = (page: Page) => page.locator('.together-call');
    await tool(zhao, '视频通话').click();
    await expect(call(zhao)).toContainText('正在呼叫对方');
    await expect(call(wang)).toContainText('请您视频通话');
    await clean(wang);
    await call(wang).getByRole('button', { name: '接听' }).click();
    for (const page of [wang, zhao]) {
      await expect(call(page)).toContainText('通话中');
      await expect.poll(() => page.locator('#call-other').evaluate((one: HTMLVideoElement) => one.videoWidth)).toBeGreaterThan(0);
    }
    await zhao.screenshot({ path: info.outputPath('call-desktop.png') });
    await wang.screenshot({ path: info.outputPath('call-phone.png') });
    await clean(zhao);
    await call(wang).getByRole('button', { name: '静音' }).click();
    await expect(call(wang).getByRole('button', { name: '取消静音' })).toHaveAttribute('aria-pressed', 'true');
    await call(wang).getByLabel('摄像头').selectOption('');
    await expect(wang.locator('#call-own')).toHaveCount(0);
    await call(zhao).getByRole('button', { name: '挂断' }).click();
    await expect(call(wang)).toContainText('通话已结束');

    // By voice, by the other; not taken.
    await wang.getByRole('button', { name: /^对话/ }).click();
    await tool(wang, '语音通话').click();
    await expect(call(zhao)).toContainText('请您通话');
    await call(zhao).getByRole('button', { name: '不接' }).click();
    await expect(call(wang)).toContainText('对方没有接听');
    const record = await wang.evaluate((filing) => fetch(`/api/v1/filings/${filing}/record`).then((answer) => answer.json()), filing);
    const events = record.entries.map((one: { event: { event: string } }) => one.event.event);
    expect(events.filter((event: string) => event.startsWith('call-'))).toEqual(['call-started', 'call-ended']);
    expect(wrong).toEqual([]);
    await end();
    await browser.close();
  });

  test('media that are refused, and a network that lets no call through, are told', async ({ server }) => {
    test.setTimeout(120_000);
    const browser = await launch(['--use-fake-device-for-media-stream']);
    const { wang, zhao, wrong, end } = await two(browser, server);
    const call = (page: Page) => page.locator('.together-call');
    // Nobody is asked: it is refused, as a person would.
    const refuse = () => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
    };
    await zhao.evaluate(refuse);
    await tool(zhao, '语音通话').click();
    await expect(call(zhao)).toContainText('没有麦克风或摄像头的使用权限');
    await expect(call(wang)).toHaveCount(0);
    await call(zhao).getByRole('button', { name: '知道了' }).click();
    await zhao.locator('.chat-line').fill('那就打字');
    await zhao.getByRole('button', { name: '发送' }).click();
    await expect(zhao.locator('.work-chat .mine')).toContainText('那就打字');

    // The one who is called refuses: the caller is told why.
    const allow = () => {
      navigator.mediaDevices.getUserMedia = () => Promise.resolve(new AudioContext().createMediaStreamDestination().stream);
    };
    await zhao.evaluate(allow);
    await wang.evaluate(refuse);
    await tool(zhao, '语音通话').click();
    await call(wang).getByRole('button', { name: '接听' }).click();
    await expect(call(zhao)).toContainText('对方的麦克风或摄像头不能用');
    await expect(call(wang)).toContainText('没有麦克风或摄像头的使用权限');

    // No way between the two.
    await wang.evaluate(allow);
    for (const page of [wang, zhao]) {
      await call(page).getByRole('button', { name: '知道了' }).click();
      await page.evaluate(() => {
        RTCPeerConnection.prototype.addIceCandidate = () => Promise.resolve();
        const offer = RTCPeerConnection.prototype.setRemoteDescription;
        RTCPeerConnection.prototype.setRemoteDescription = function (said: RTCSessionDescriptionInit) {
          return offer.call(this, { type: said.type, sdp: said.sdp!.replace(/a=candidate.*\r\n/g, '') });
        } as typeof offer;
      });
    }
    await tool(zhao, '语音通话').click();
    await call(wang).getByRole('button', { name: '接听' }).click();
    await expect(call(zhao)).toContainText('正在接通');
    await expect(call(zhao)).toContainText(/接不通|已结束/, { timeout: 25_000 });
    await expect(call(wang)).toContainText(/接不通|已结束/);
    expect(wrong).toEqual([]);
    await end();
    await browser.close();
  });
});
