// From the event of a key to after the next paint.

export function percentile(values, p) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil((p / 100) * sorted.length) - 1)];
}

/** Types a text into an input and gives the time of each key, milliseconds. */
export async function keyToPaint(page, input, text) {
  await input.click();
  await page.evaluate(() => {
    window.benchTimes = [];
    const channel = new MessageChannel();
    const waiting = [];
    channel.port1.onmessage = () => window.benchTimes.push(performance.now() - waiting.shift());
    document.addEventListener('input', (event) => {
      const at = event.timeStamp;
      requestAnimationFrame(() => { waiting.push(at); channel.port2.postMessage(0); });
    }, true);
  });
  for (const letter of text) {
    await page.keyboard.insertText(letter);
    await page.waitForTimeout(60);
  }
  await page.waitForTimeout(200);
  const times = await page.evaluate(() => window.benchTimes);
  // The first keys warm up what a person's first keys warm up too; they are not the rule.
  return times.slice(2);
}
