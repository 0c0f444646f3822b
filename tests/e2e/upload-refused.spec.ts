import { ask, begin, expect, signIn, test } from './support/test';
import { pdf } from './support/form';

const item = 'special-working-hours.new';

/** What the server answers to a request of an upload, how often, and what is to be read then. */
interface Case {
  status: number;
  code: string;
  /** To which request: the one that announces the file, or one with a part of it. */
  to: 'POST' | 'PATCH';
  /** What is read below the name of the file; nothing where it goes on unnoticed. */
  says?: RegExp;
  /** Answers so at most this often. */
  times?: number;
  /** Goes on by itself, without a press. */
  byItself?: boolean;
}

const cases: Case[] = [
  { status: 409, code: 'wrong-state', to: 'POST', says: /没有上传成功：.*请刷新后再看/ },
  { status: 409, code: 'wrong-state', to: 'PATCH', says: /没有上传成功：.*请刷新后再看/ },
  { status: 409, code: 'offset-mismatch', to: 'PATCH', times: 1, byItself: true },
  { status: 409, code: 'offset-mismatch', to: 'PATCH', says: /会从断开的地方接着传/ },
  { status: 413, code: 'too-large', to: 'POST', says: /请压缩或拆分文件后再传/ },
  { status: 413, code: 'too-large', to: 'PATCH', says: /请压缩或拆分文件后再传/ },
  { status: 415, code: 'unsupported-type', to: 'POST', says: /请换成 PDF、JPG 或 PNG/ },
  { status: 415, code: 'unsupported-type', to: 'PATCH', says: /请换成 PDF、JPG 或 PNG/ },
  { status: 460, code: 'checksum-mismatch', to: 'PATCH', times: 2, byItself: true },
  { status: 460, code: 'checksum-mismatch', to: 'PATCH', says: /会从断开的地方接着传/ },
  { status: 503, code: 'unavailable', to: 'POST', says: /\d+ 秒后自动继续/ },
  { status: 503, code: 'unavailable', to: 'PATCH', says: /\d+ 秒后自动继续/, times: 1, byItself: true },
];

for (const { status, code, to, says, times = Infinity, byItself } of cases) {
  const often = times === Infinity ? 'always' : `${times} time(s)`;
  test(`an upload is answered ${status} ${code} to ${to}, ${often}`, async ({ page, server, expected }) => {
    expected.push(/Failed to load resource/);
    await signIn(page, server, 'wang');
    const id = await begin(page, item);
    await page.goto(`${server.url}/filings/${id}/fill/materials`);
    const material = page.locator('.material', { has: page.locator('input[type=file]') }).first();
    let left = times;
    let answered = 0;
    await page.route(to === 'POST' ? '**/uploads' : '**/uploads/*', (route) => {
      if (route.request().method() !== to || left <= 0) return route.continue();
      left -= 1;
      answered += 1;
      return route.fulfill({
        status,
        contentType: 'application/problem+json',
        headers: { 'Tus-Resumable': '1.0.0' },
        body: JSON.stringify({ type: `/problems/${code}`, title: 'x', status, code }),
      });
    });
    await material.locator('input[type=file]:not([capture])').setInputFiles(pdf('说明.pdf', 700_000));
    const file = material.locator('.file');
    if (says) {
      await expect(file).toContainText(says);
      // It is asked again a few times and not for ever.
      expect(answered).toBeLessThan(10);
    }
    if (!byItself) {
      left = 0;
      await file.getByRole('button', { name: /^重试/ }).click();
    }
    await expect(file).toContainText('✓ 已上传', { timeout: 20_000 });
    expect(answered).toBeGreaterThan(0);
    const there = await ask<{ complete: boolean; size: number }[]>(page, `/filings/${id}/attachments`);
    expect(there.filter((one) => one.complete)).toHaveLength(1);
  });
}
