// A slowed Chromium: what a phone of the lower middle does with the page.
import { chromium } from '@playwright/test';

export const SLOWED = 4;
const PHONE = { viewport: { width: 390, height: 844 }, serviceWorkers: 'block' };
/** 1.6 Mbit/s down and 150 ms for every request. */
const SLOW_NETWORK = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750 };

export function launch(executablePath) {
  const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync'];
  return chromium.launch({ executablePath, args });
}

/** Opens a page with nothing in its cache, gives it to `work`, and closes it whatever happens. */
export async function inFreshPage(browser, slowNetwork, work) {
  const context = await browser.newContext(PHONE);
  try {
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWED });
    await cdp.send('Network.enable');
    if (slowNetwork) await cdp.send('Network.emulateNetworkConditions', SLOW_NETWORK);
    return await work({ page, cdp });
  } finally {
    await context.close();
  }
}

/**
 * Puts `benchSeen` into every page: when so many elements of a class were first painted,
 * in milliseconds since the page's navigation began. It belongs to the measuring, not to the page.
 */
export function watchPaints(page) {
  return page.addInitScript(() => {
    window.benchSeen = (className, wanted, patience = 120_000) => new Promise((resolve, reject) => {
      const found = document.getElementsByClassName(className);
      const channel = new MessageChannel();
      let first = null;
      channel.port1.onmessage = () => {
        const now = performance.now();
        if (found.length > 0 && first === null) first = now;
        if (found.length >= wanted) resolve({ first, all: now });
        else if (now > patience) reject(new Error(`${found.length} of ${wanted} .${className}`));
        else requestAnimationFrame(() => channel.port2.postMessage(0));
      };
      requestAnimationFrame(() => channel.port2.postMessage(0));
    });
  });
}
