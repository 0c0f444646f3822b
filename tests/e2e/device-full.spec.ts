import { expect, begin, signIn, test, watch } from './support/test';

const item = 'special-working-hours.new';
/** Bytes of the device's store. */
const ROOM = 6_000_000;
const FULL = '本机存储空间已满，最近的修改没有保存';

test('the device is full: it is told, and what is typed is kept in the page and at the server', async ({ page, server, browser, expected }) => {
  test.setTimeout(120_000);
  expected.push(/QuotaExceeded/);
  await signIn(page, server, 'wang');
  const devtools = await page.context().newCDPSession(page);
  const room = (quotaSize: number) => devtools.send('Storage.overrideQuotaForOrigin', { origin: server.url, quotaSize });
  await room(ROOM);
  const id = await begin(page, item);
  await page.goto(`${server.url}/filings/${id}/fill/4`);
  const reason = page.locator('textarea').last();
  await reason.fill('还有空间');
  await expect(page.locator('.saved.stored')).toBeVisible();
  await room(1);
  // The browser remembers how much room there was and asks anew only when more is wanted.
  expect(await page.evaluate(wantMore, ROOM + 500_000)).toBe('abort');
  const long = '港口作业受船期和潮汐影响，需连续作业。'.repeat(20);
  await reason.fill(long);
  const told = page.getByRole('alert').filter({ hasText: FULL });
  await expect(told).toBeVisible({ timeout: 20_000 });
  // Nothing is called saved on the device that is not.
  await expect(page.locator('.saved')).not.toContainText('已存在本机');
  await expect(reason).toHaveValue(long);
  // One goes on typing all the same.
  await reason.press('Control+End');
  await reason.pressSequentially('满了以后');

  // The server has all of it: another device shows it.
  const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', serviceWorkers: 'block' });
  const other = await context.newPage();
  const wrong: string[] = [];
  watch(other, server, wrong, []);
  await signIn(other, server, 'wang');
  await other.goto(`${server.url}/filings/${id}/fill/4`);
  await expect(other.locator('textarea').last()).toHaveValue(`${long}满了以后`, { timeout: 20_000 });
  expect(wrong).toEqual([]);
  await context.close();

  // Once there is room it is kept here too, without a press. What was given up still takes room.
  await room(20 * ROOM);
  await expect(told).toHaveCount(0, { timeout: 40_000 });
  await expect(page.locator('.saved.stored')).toBeVisible({ timeout: 20_000 });
  await page.reload();
  await expect(reason).toHaveValue(`${long}满了以后`);
});

/** Wants more room than there is, in a database of its own; how that ends. */
function wantMore(size: number): Promise<string> {
  return new Promise((end) => {
    const opening = indexedDB.open('wants-more');
    opening.onupgradeneeded = () => opening.result.createObjectStore('room');
    opening.onerror = () => end('not opened');
    opening.onsuccess = () => {
      const database = opening.result;
      const writing = database.transaction('room', 'readwrite');
      // By chance, since what is alike would be packed together.
      const bytes = new Uint8Array(size);
      for (let at = 0; at < size; at += 65_536) crypto.getRandomValues(bytes.subarray(at, at + 65_536));
      writing.objectStore('room').put(bytes, 1);
      const over = (event: Event) => {
        database.close();
        end(event.type);
      };
      writing.oncomplete = over;
      writing.onabort = over;
    };
  });
}
