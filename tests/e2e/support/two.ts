import type { Browser, Page } from '@playwright/test';
import { DESKTOP, line, NETWORK, PHONE } from './people';
import { begin, expect, signIn, watch } from './test';
import type { Server } from './server';

const ITEM = 'special-working-hours.new';

/** Somebody who files and somebody who helps, in one filing. */
export interface Two { wang: Page; zhao: Page; id: string; filing: string; wrong: string[]; end: () => Promise<void> }

/** Asks the backend for something as the person of a page. */
export async function post<T>(page: Page, path: string, body: unknown): Promise<T> {
  const { status, value } = await page.evaluate(
    async ([path, body]) => {
      const headers = { 'X-Bangban-Request': '1', 'Content-Type': 'application/json' };
      const answer = await fetch(`/api/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
      return { status: answer.status, value: await answer.json().catch(() => undefined) };
    },
    [path, body] as const,
  );
  expect(status, path).toBeLessThan(300);
  return value as T;
}

/** wang on a phone, zhao at a desktop, in one filing. */
export async function two(browser: Browser, server: Server, level = 'fill'): Promise<Two> {
  const wrong: string[] = [];
  const someone = async (who: string, size: object) => {
    const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', serviceWorkers: 'block', ...size });
    const page = await context.newPage();
    watch(page, server, wrong, NETWORK);
    await signIn(page, server, who);
    return page;
  };
  const wang = await someone('wang', PHONE);
  const filing = await begin(wang, ITEM);
  await wang.goto(`${server.url}/filings/${filing}/fill/2`);
  await wang.locator('form.form').waitFor();
  const { id } = await post<{ id: string }>(wang, '/assistance', { filing, step: '2', field: 'org/name', question: '这里怎么填？' });
  const zhao = await someone('assistant-zhao', DESKTOP);
  await post(zhao, `/assistance/${id}/moves`, { move: 'claim', wanted: level });
  await zhao.goto(`${server.url}/staff/${id}`);
  await post(wang, `/assistance/${id}/moves`, { move: 'consent', level });
  await wang.goto(`${server.url}/filings/${filing}/fill/2`);
  await expect(wang.locator('.help-bar')).toBeVisible();
  await expect(line(zhao, 'org/name')).toBeVisible();
  return { wang, zhao, id, filing, wrong, end: async () => { await wang.context().close(); await zhao.context().close(); } };
}
