import type { Page } from '@playwright/test';
import { ask, begin, expect, signIn, test } from './support/test';
import { pdf, png } from './support/form';
import type { Server } from './support/server';

const item = 'special-working-hours.new';
type File = ReturnType<typeof pdf>;

async function open(page: Page, server: Server): Promise<string> {
  await signIn(page, server, 'wang');
  const id = await begin(page, item);
  await page.goto(`${server.url}/filings/${id}/fill/materials`);
  await page.locator('.drop').first().waitFor();
  return id;
}

/** The first material that takes photographs. */
const material = (page: Page) => page.locator('.material', { has: page.locator('input[capture]') }).first();

/** Hands files over as the browser does when they are dropped or pasted. */
async function hand(page: Page, how: 'drop' | 'paste', files: File[]): Promise<boolean> {
  const plain = files.map((one) => ({ name: one.name, type: one.mimeType, bytes: [...one.buffer] }));
  return material(page).locator('.drop').evaluate(
    async (place, [how, files]) => {
      const all = new DataTransfer();
      for (const one of files) all.items.add(new File([new Uint8Array(one.bytes)], one.name, { type: one.type }));
      if (how === 'paste') return place.dispatchEvent(new ClipboardEvent('paste', { clipboardData: all, bubbles: true, cancelable: true }));
      const over = new DragEvent('dragover', { dataTransfer: all, bubbles: true, cancelable: true });
      place.dispatchEvent(over);
      await new Promise((drawn) => requestAnimationFrame(drawn));
      if (!place.classList.contains('over')) throw new Error('it is not shown where files may be dropped');
      return place.dispatchEvent(new DragEvent('drop', { dataTransfer: all, bubbles: true, cancelable: true }));
    },
    [how, plain] as const,
  );
}

const ways: { name: string; give: (page: Page) => Promise<unknown>; files: string[] }[] = [
  { name: 'dropped', give: (page) => hand(page, 'drop', [pdf('拖来.pdf'), png('拖来.png')]), files: ['拖来.pdf', '拖来.png'] },
  { name: 'pasted', give: (page) => hand(page, 'paste', [png('粘贴.png')]), files: ['粘贴.png'] },
  {
    name: 'taken by the camera',
    give: (page) => material(page).locator('input[capture]').setInputFiles(jpeg('IMG_0001.jpg')),
    files: ['IMG_0001.jpg'],
  },
];

for (const way of ways) {
  test(`a file is ${way.name}: it arrives`, async ({ page, server }) => {
    const id = await open(page, server);
    expect(await material(page).locator('input[capture]').getAttribute('capture')).toBe('environment');
    await way.give(page);
    for (const name of way.files) await expect(material(page).locator('.file', { hasText: name })).toContainText('✓ 已上传');
    await expect(material(page).locator('.drop')).not.toHaveClass(/over/);
    const there = await ask<{ name: string; complete: boolean }[]>(page, `/filings/${id}/attachments`);
    expect(there.filter((one) => one.complete).map((one) => one.name).sort()).toEqual([...way.files].sort());
  });
}

/** What is dropped and not taken, and how that is told. */
const refused: { name: string; file: File; says: RegExp }[] = [
  { name: 'of a kind that is not taken', file: { name: '表.xlsx', mimeType: 'application/zip', buffer: Buffer.from('PK\x03\x04 ') }, says: /不是可以接收的文件/ },
  { name: 'that is not what its name says', file: { name: '图.pdf', mimeType: 'application/pdf', buffer: png('x').buffer }, says: /内容和扩展名不一致/ },
  { name: 'that is empty', file: { name: '空.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(0) }, says: /是空文件/ },
];

for (const { name, file, says } of refused) {
  test(`a file ${name} is dropped: it is told, and another one is taken`, async ({ page, server }) => {
    await open(page, server);
    await hand(page, 'drop', [file]);
    await expect(material(page).getByRole('alert')).toContainText(says);
    await expect(material(page).getByRole('alert')).toContainText(file.name);
    await expect(material(page).locator('.file')).toHaveCount(0);
    await hand(page, 'drop', [png('好的.png')]);
    await expect(material(page).locator('.file')).toContainText('✓ 已上传');
    await expect(material(page).getByRole('alert')).toBeEmpty();
  });
}

/** A small photograph, as far as its first bytes and its end tell. */
function jpeg(name: string): File {
  const body = Buffer.from('/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=', 'base64');
  return { name, mimeType: 'image/jpeg', buffer: body };
}
