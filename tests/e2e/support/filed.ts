import { expect, type Page } from '@playwright/test';
import { form, sample, version } from './form';
import { ask, begin } from './test';

/* eslint-disable @typescript-eslint/no-explicit-any */

/** Submits the sample of an item with a small file for each material but `without`; gives the id. */
export async function file(page: Page, item: string, without: string[] = []): Promise<string> {
  const id = await begin(page, item);
  await handIn(page, item, id, (sample(item, 'attached') as string[]).filter((name) => !without.includes(name)));
  return id;
}

/** Hands in the materials that were asked for by a supplement, with the same answers. */
export async function resubmit(page: Page, item: string, id: string): Promise<void> {
  const { supplement } = await ask<any>(page, `/filings/${id}`);
  const pointers: string[] = supplement.points.map((one: any) => one.pointer);
  const materials = pointers.filter((one) => one.startsWith('/materials/'));
  await handIn(page, item, id, materials.map((one) => one.slice('/materials/'.length)));
}

/** Submits the sample of an item, with a small file for each of these materials. */
async function handIn(page: Page, item: string, id: string, materials: string[]): Promise<void> {
  const pictures: string[] = form(item).materials.filter((one: any) => !(one.accept ?? ['application/pdf']).includes('application/pdf')).map((one: any) => one.id);
  const body = { formVersion: version(item), answers: sample(item), commitment: true };
  const status = await page.evaluate(
    async ([id, body, materials, pictures]) => {
      const bytes = new TextEncoder().encode(`%PDF-1.4\n${' '.repeat(500)}\n%%EOF\n`);
      const png = Uint8Array.from(
        atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='),
        (letter) => letter.charCodeAt(0),
      );
      const headers = { 'X-Bangban-Request': '1', 'Tus-Resumable': '1.0.0' };
      for (const material of materials) {
        let done = false;
        const [type, content] = pictures.includes(material) ? (['image/png', png] as const) : (['application/pdf', bytes] as const);
        {
          const about = { filename: `a.${type.split('/')[1]}`, filetype: type, material };
          const made = await fetch(`/api/v1/filings/${id}/uploads`, {
            method: 'POST',
            headers: {
              ...headers,
              'Upload-Length': String(content.length),
              'Upload-Metadata': Object.entries(about).map(([name, value]) => `${name} ${btoa(value)}`).join(','),
            },
          });
          if (!made.ok) return `no file for ${material}`;
          const sent = await fetch(made.headers.get('Location')!, {
            method: 'PATCH',
            headers: { ...headers, 'Upload-Offset': '0', 'Content-Type': 'application/offset+octet-stream' },
            body: content,
          });
          done = sent.ok;
        }
        if (!done) return `no file for ${material}`;
      }
      const filing = await fetch(`/api/v1/filings/${id}`);
      const answer = await fetch(`/api/v1/filings/${id}/submission`, {
        method: 'POST',
        headers: {
          'X-Bangban-Request': '1',
          'Content-Type': 'application/json',
          'If-Match': filing.headers.get('ETag')!,
          'Idempotency-Key': crypto.randomUUID(),
        },
        body: JSON.stringify(body),
      });
      return answer.ok ? 'submitted' : answer.text();
    },
    [id, body, materials, pictures] as const,
  );
  expect(status).toBe('submitted');
}

/** Waits until the demo clerk has granted it; gives the id of the decision. */
export async function granted(page: Page, id: string): Promise<string> {
  let decision: string | undefined;
  await expect
    .poll(
      async () => {
        const filing = await page.evaluate((id) => fetch(`/api/v1/filings/${id}`).then((answer) => answer.json()), id);
        decision = filing.documents.find((one: { kind: string }) => one.kind === 'grant-decision')?.id;
        return decision;
      },
      { timeout: 30_000 },
    )
    .toBeDefined();
  return decision!;
}
