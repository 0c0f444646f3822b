import type { Page } from '@playwright/test';

type Keeping = { memories?: WebAssembly.Memory[] };

/** Has a page's app memory be found later; before the page is opened. */
export async function keepMemory(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const all: WebAssembly.Memory[] = ((globalThis as Keeping).memories = []);
    for (const name of ['instantiate', 'instantiateStreaming'] as const) {
      const begin = WebAssembly[name].bind(WebAssembly) as (...args: unknown[]) => Promise<{ instance?: WebAssembly.Instance }>;
      (WebAssembly as Record<string, unknown>)[name] = async (...args: unknown[]) => {
        const begun = await begin(...args);
        const exports = (begun.instance ?? (begun as unknown as WebAssembly.Instance)).exports;
        for (const given of Object.values(exports)) if (given instanceof WebAssembly.Memory) all.push(given);
        return begun;
      };
    }
  });
}

/** Which of these words are in a page's memory: the app's own, as UTF-8 and UTF-16, and the heap of its scripts. */
export async function remembers(page: Page, words: string[]): Promise<string[]> {
  const inApp = await page.evaluate((words) => {
    const memories = (globalThis as Keeping).memories ?? [];
    if (memories.length === 0) throw new Error('no app was begun in this page');
    const texts = memories.flatMap(({ buffer }) => [
      new TextDecoder('utf-8').decode(buffer),
      new TextDecoder('utf-16le').decode(buffer),
      new TextDecoder('utf-16le').decode(new Uint8Array(buffer, 1)),
    ]);
    return words.filter((word) => texts.some((text) => text.includes(word)));
  }, words);
  const devtools = await page.context().newCDPSession(page);
  const parts: string[] = [];
  devtools.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => { parts.push(chunk); });
  await devtools.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await devtools.detach();
  const { strings } = JSON.parse(parts.join('')) as { strings: string[] };
  const inScripts = words.filter((word) => strings.some((text) => text.includes(word)));
  return [...new Set([...inApp, ...inScripts])];
}
