import { test as base, expect, type Page } from '@playwright/test';
import { Server } from './server';

/** Every test has a server of its own, and fails on a request to another host, on an error in
 * the console that is not an answer that the test asked for, and on a crash of the app. */
export const test = base.extend<{ server: Server; flags: string[]; expected: RegExp[] }>({
  /** What the server is told besides. */
  flags: [[], { option: true }],
  server: async ({ flags }, use) => {
    const server = await Server.start((server) => { server.more = flags; });
    await use(server);
    await server.end();
  },
  expected: async ({}, use) => use([]),
  page: async ({ page, server, expected }, use) => {
    const wrong: string[] = [];
    watch(page, server, wrong, expected);
    await use(page);
    expect(wrong).toEqual([]);
  },
});

export function watch(page: Page, server: Server, wrong: string[], expected: RegExp[]): void {
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(server.url) && !url.startsWith('blob:') && !url.startsWith('data:')) wrong.push(url);
  });
  page.on('console', (message) => {
    const text = message.text();
    // The browser asks for it by itself when it shows something that is no page.
    if (message.location().url.endsWith('/favicon.ico')) return;
    if (message.type() === 'error' && !expected.some((pattern) => pattern.test(text))) wrong.push(text);
  });
  page.on('pageerror', (error) => {
    if (!expected.some((pattern) => pattern.test(error.message))) wrong.push(error.message);
  });
}

export { expect };

const JSON_FROM_APP = { 'X-Bangban-Request': '1', 'Content-Type': 'application/json' };

/** Signs in as a demo identity, without the page that does it. */
export async function signIn(page: Page, server: Server, identity: string): Promise<void> {
  await page.goto(`${server.url}/robots.txt`);
  const status = await page.evaluate(
    ([headers, who]) =>
      fetch('/api/v1/session', { method: 'POST', headers: headers as Record<string, string>, body: JSON.stringify({ identity: who }) }).then(
        (answer) => answer.status,
      ),
    [JSON_FROM_APP, identity] as const,
  );
  expect(status).toBe(200);
}

/** Begins a filing and gives its id. */
export async function begin(page: Page, item: string): Promise<string> {
  return page.evaluate(
    ([headers, wanted]) =>
      fetch('/api/v1/filings', { method: 'POST', headers: headers as Record<string, string>, body: JSON.stringify({ item: wanted }) })
        .then((answer) => answer.json())
        .then((filing) => filing.id as string),
    [JSON_FROM_APP, item] as const,
  );
}

/** What the backend says. */
export async function ask<T>(page: Page, path: string): Promise<T> {
  return page.evaluate((path) => fetch(`/api/v1${path}`).then((answer) => answer.json()), path);
}
