import type { Page } from '@playwright/test';

/** Which of these words are in a page's memory: the app's own, as UTF-8 and UTF-16, and the heap of its scripts. */
export async function remembers(page: Page, words: string[]): Promise<string[]> {
  const devtools = await page.context().newCDPSession(page);
  const { result } = await devtools.send('Runtime.evaluate', { expression: 'WebAssembly.Memory.prototype' });
  const { objects } = await devtools.send('Runtime.queryObjects', { prototypeObjectId: result.objectId! });
  const inApp = await devtools.send('Runtime.callFunctionOn', {
    objectId: objects.objectId!,
    arguments: [{ value: words }],
    returnByValue: true,
    functionDeclaration: `function (words) {
      const found = new Set();
      for (const memory of this) for (const kind of ['utf-8', 'utf-16le']) for (const shift of kind === 'utf-8' ? [0] : [0, 1]) {
        const text = new TextDecoder(kind).decode(new Uint8Array(memory.buffer, shift));
        for (const word of words) if (text.includes(word)) found.add(word);
      }
      if (this.length === 0) throw new Error('the page has no app');
      return [...found];
    }`,
  });
  if (inApp.exceptionDetails) throw new Error(inApp.exceptionDetails.text);
  const parts: string[] = [];
  devtools.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => { parts.push(chunk); });
  await devtools.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await devtools.detach();
  const { strings } = JSON.parse(parts.join('')) as { strings: string[] };
  const inScripts = words.filter((word) => strings.some((text) => text.includes(word)));
  return [...new Set([...(inApp.result.value as string[]), ...inScripts])];
}
