// From the input event of a key to after the paint that follows it.

/** Between two keys, as a quick typist leaves it; never in step with the screen's frames. */
const gap = (key) => 60 + (key * 7) % 17;
/** The first keys in a page compile what the later ones run. */
const WARM_UP = 3;

function record() {
  window.benchKeys = [];
  if (window.benchRecords) return;
  window.benchRecords = true;
  const channel = new MessageChannel();
  const waiting = [];
  channel.port1.onmessage = () => window.benchKeys.push(performance.now() - waiting.shift());
  document.addEventListener('input', (event) => {
    const at = event.timeStamp;
    requestAnimationFrame(() => {
      waiting.push(at);
      channel.port2.postMessage(0);
    });
  }, true);
}

/**
 * Types each text into its input, key by key: `[[locator, text], …]`. Gives the time of every
 * key in milliseconds, without the first few.
 */
export async function keyToPaint(page, texts) {
  const times = [];
  for (const [input, text] of texts) {
    await input.scrollIntoViewIfNeeded();
    await input.click();
    await page.waitForTimeout(400);
    await page.evaluate(record);
    for (const [key, letter] of [...text].entries()) {
      if (letter > '\u007f') await page.keyboard.insertText(letter);
      else await page.keyboard.press(letter);
      await page.waitForTimeout(gap(key));
    }
    await page.waitForTimeout(300);
    const measured = await page.evaluate(() => window.benchKeys);
    if (measured.length !== [...text].length) throw new Error(`${measured.length} paints for ${[...text].length} keys`);
    times.push(...measured);
  }
  return times.slice(WARM_UP);
}
