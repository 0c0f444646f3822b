import { clean } from './support/axe';
import { file, granted, resubmit } from './support/filed';
import { expect, signIn, test } from './support/test';

/** Items, who files them, and what their decision says. */
const decisions = [
  { item: 'special-working-hours.new', who: 'wang', sheets: 1, says: ['岸桥司机', '118 人', '2027年1月1日至2027年12月31日', '《中华人民共和国劳动法》第三十九条'] },
  { item: 'food-business-licence.new', who: 'chen', sheets: 1, says: ['示例美食街7号', '餐饮服务经营者', '《中华人民共和国食品安全法》第三十五条'] },
  { item: 'medical-institution.renewal', who: 'zhou', sheets: 2, says: ['校验合格', '口腔科', '2032年1月4日'] },
];

for (const { item, who, sheets, says } of decisions) {
  test(`receipt and decision on paper: ${item}`, async ({ page, server }) => {
    await signIn(page, server, who);
    const id = await file(page, item, ['contracts']);
    await page.goto(`${server.url}/filings/${id}/receipt`);
    await page.locator('.receipt-number').waitFor();
    await expect(page.getByRole('button', { name: '保存为 PDF / 打印' })).toBeVisible();
    await expect(page.locator('.receipt')).toContainText('免提交的材料');
    if (item === 'special-working-hours.new') {
      await expect(page.locator('.receipt')).toContainText('还要后补的材料劳动合同样本');
      await expect(page.locator('.receipt')).toContainText('现场核查：将安排，2 个工作日');
    }
    await clean(page);
    expect(pages(await page.pdf({ format: 'A4' }))).toBe(1);

    if (item === 'special-working-hours.new') {
      // What is to follow is told where one follows the filing, with the way to hand it in.
      await page.goto(`${server.url}/filings/${id}`);
      const later = page.locator('section', { has: page.getByRole('heading', { name: '还要后补的材料' }) });
      await expect(later).toContainText('劳动合同样本');
      await expect(later).toContainText('请点“去补正”', { timeout: 20_000 });
      await clean(page);
      await resubmit(page, item, id);
    }
    const decision = await granted(page, id);
    if (item === 'special-working-hours.new') {
      await page.reload();
      await expect(page.locator('.timeline')).toContainText('演示中略去：现场核查');
    }
    await page.goto(`${server.url}/filings/${id}/documents/${decision}`);
    await page.locator('.document').waitFor();
    for (const words of says) await expect(page.locator('.document')).toContainText(words);
    await expect(page.locator('.document')).not.toContainText(/\d{4}-\d{2}-\d{2}/);
    await expect(page.locator('.document .digest')).toHaveText(/^[0-9a-f]{64}$/);
    const beside = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(beside, 'nothing beside the screen').toBeLessThanOrEqual(0);
    await clean(page);
    expect(pages(await page.pdf({ format: 'A4' }))).toBeLessThanOrEqual(sheets);
  });
}

/** How many pages a PDF has. */
function pages(pdf: Buffer): number {
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
}

test('the blank forms and samples of a guide can be downloaded', async ({ page, server }) => {
  await page.goto(`${server.url}/items/special-working-hours.new`);
  const links = page.locator('a[href*="/blanks/"]');
  await links.first().waitFor();
  const hrefs = await links.evaluateAll((all) => all.map((one) => one.getAttribute('href')!));
  expect(hrefs.length).toBe(12);
  for (const href of hrefs) {
    const answer = await page.request.get(new URL(href, server.url).href);
    expect(answer.status(), href).toBe(200);
    expect(answer.headers()['content-type']).toContain('wordprocessingml.document');
  }
  // What one gets is shown too, and in which form each material is taken.
  const sample = page.locator('a[href*="/results/"]');
  expect((await page.request.get(new URL((await sample.getAttribute('href'))!, server.url).href)).status()).toBe(200);
  await expect(page.locator('.materials').getByText('电子或者原件').first()).toBeVisible();
  const [download] = await Promise.all([page.waitForEvent('download'), links.first().click()]);
  expect(download.suggestedFilename()).toBe('实行特殊工时制度申请说明书（空表）.docx');
});

test('who may act for several is asked once for whom, and told what is there', async ({ page, server }) => {
  await signIn(page, server, 'wang');
  const guide = `${server.url}/items/special-working-hours.new`;
  const start = page.getByRole('button', { name: '在线办理' });
  const dialog = page.getByRole('dialog');
  await page.goto(guide);
  await start.click();
  await expect(dialog.getByRole('heading')).toHaveText('这次为谁办理？');
  await clean(page);
  await dialog.getByRole('button', { name: '津港拖轮' }).click();
  await page.waitForURL(/\/fill/);
  const draft = new URL(page.url()).pathname.split('/')[2];
  const filing = await page.evaluate((id) => fetch(`/api/v1/filings/${id}`).then((answer) => answer.json()), draft);
  expect(filing.party.id).toBe('jingang-tug');

  // Within the app it is not asked again; the draft is offered, and another one is begun if wanted.
  await page.goBack();
  await start.click();
  await expect(dialog.getByRole('heading')).toHaveText('您有没填完的申请');
  await clean(page);
  await dialog.getByRole('link', { name: /保存的草稿/ }).click();
  await page.waitForURL(`**/filings/${draft}/fill**`);
  await page.goBack();
  await start.click();
  await dialog.getByRole('button', { name: '仍然新办一份' }).click();
  await page.waitForURL(/\/fill/);
  expect(new URL(page.url()).pathname.split('/')[2]).not.toBe(draft);
});

test('an approval is told before a first application is filed again, with the way to change it', async ({ page, server }) => {
  await signIn(page, server, 'chen');
  const id = await file(page, 'food-business-licence.new');
  await granted(page, id);
  await page.goto(`${server.url}/items/food-business-licence.new`);
  await page.getByRole('button', { name: '在线办理' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('heading')).toHaveText('这个事项已经批准过');
  await clean(page);
  await expect(dialog.getByRole('link', { name: '食品经营许可（延续）' })).toHaveAttribute('href', '/items/food-business-licence.renewal');
  await expect(dialog.getByRole('link', { name: '食品经营许可（变更）' })).toBeVisible();
  await dialog.getByRole('button', { name: '仍然新办一份' }).click();
  await page.waitForURL(/\/fill/);
});
