// Two browsers of one person on one text: when a key in the one is painted in the other. Both
// times are of the machine's own clock, which all pages of a browser go by.

/** Between two keys, as a quick typist leaves it; never in step with the screen's frames. */
const gap = (key) => 90 + (key * 7) % 23;
/** The first keys in a page compile what the later ones run. */
const WARM_UP = 5;
const KEYS = 60;
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const PATIENCE = 20_000;

/** When the page's own clock began, in milliseconds of the machine's. */
async function beginning(cdp) {
  const { metrics } = await cdp.send('Performance.getMetrics');
  const of = (name) => metrics.find((one) => one.name === name).value;
  return 1000 * of('NavigationStart');
}

/** Notes when each key went down. */
function noteKeys() {
  window.benchDown = [];
  document.addEventListener('keydown', (event) => window.benchDown.push(event.timeStamp), true);
}

/** Notes when the control was first painted with each length of its text. */
function notePaints(control) {
  window.benchPainted = [];
  const channel = new MessageChannel();
  let length = control.value.length;
  channel.port1.onmessage = () => {
    const now = performance.now();
    for (; length < control.value.length; length += 1) window.benchPainted.push(now);
  };
  // What is there when a frame begins is on the screen when it ends.
  const look = () => {
    if (control.value.length > length) channel.port2.postMessage(0);
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** Adds up what the page sends on its sockets. */
function countSent(cdp) {
  const sent = { bytes: 0, frames: 0 };
  cdp.on('Network.webSocketFrameSent', ({ response: { opcode, payloadData } }) => {
    sent.bytes += opcode === 2 ? Buffer.from(payloadData, 'base64').length : Buffer.byteLength(payloadData);
    sent.frames += 1;
  });
  return sent;
}

/**
 * Types in the first page: `{ page, control }` each. Gives the time of every key to the paint in
 * the second in milliseconds, without the first few, and what was sent for a key.
 */
export async function typeAcross(one, two) {
  const sessions = [];
  for (const { page } of [one, two]) {
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Performance.enable', { timeDomain: 'timeTicks' });
    sessions.push(cdp);
  }
  const [first, second] = sessions;
  await first.send('Network.enable');
  await one.control.click();
  // Both are connected when a key has got through.
  await one.page.keyboard.press('x');
  await two.page.waitForFunction((control) => control.value === 'x', await two.control.elementHandle(), { timeout: PATIENCE });
  await one.page.waitForTimeout(1000);
  await two.control.evaluate(notePaints);
  await one.page.evaluate(noteKeys);
  const sent = countSent(first);
  for (let key = 0; key < KEYS; key += 1) {
    await one.page.keyboard.press(LETTERS[key % LETTERS.length]);
    await one.page.waitForTimeout(gap(key));
  }
  const whole = `x${Array.from({ length: KEYS }, (_, key) => LETTERS[key % LETTERS.length]).join('')}`;
  await two.page.waitForFunction(([control, text]) => control.value === text, [await two.control.elementHandle(), whole], { timeout: PATIENCE });
  await two.page.waitForTimeout(300);
  const down = await one.page.evaluate(() => window.benchDown);
  const painted = await two.page.evaluate(() => window.benchPainted);
  if (down.length !== KEYS || painted.length !== KEYS) throw new Error(`${painted.length} paints for ${down.length} keys`);
  const apart = (await beginning(second)) - (await beginning(first));
  const times = down.map((at, key) => painted[key] + apart - at);
  return { times: times.slice(WARM_UP), bytes: sent.bytes / KEYS, frames: sent.frames / KEYS };
}
