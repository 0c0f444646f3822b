// A device: a browser process of its own with a profile of its own, behind a network of its own.
import { chromium } from '@playwright/test';
import { join } from 'node:path';
import { observe } from './observe.mjs';
import { killBrowser, killPages } from './processes.mjs';
import { Proxy } from './proxy.mjs';
import { Tab } from './tab.mjs';

const ARGS = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding', '--disable-backgrounding-occluded-windows', '--disable-features=Translate'];

/** Room on the disk for a device, bytes. */
const ROOM = 6_000_000;

/** Asks the browser for more room than there is: in the page. */
function wantMore(size) {
  return new Promise((end) => {
    const opening = indexedDB.open('soak-room');
    opening.onupgradeneeded = () => opening.result.createObjectStore('room');
    opening.onerror = () => end('not opened');
    opening.onsuccess = () => {
      const database = opening.result;
      const transaction = database.transaction('room', 'readwrite');
      // By chance, since what is alike would be packed together.
      const bytes = new Uint8Array(size);
      for (let at = 0; at < size; at += 65_536) crypto.getRandomValues(bytes.subarray(at, at + 65_536));
      transaction.objectStore('room').put(bytes, 1);
      const over = (event) => {
        database.close();
        end(event.type);
      };
      transaction.oncomplete = over;
      transaction.onabort = over;
    };
  });
}

export class Device {
  /** Whether it keeps what is typed on it. */
  get keeps() {
    return this.Page === Tab;
  }

  tabs = [];
  names = {};
  tabOf = new Map();

  /** `letter` names it; `Page` is the kind of its tabs. */
  constructor(letter, folder, server, Page = Tab) {
    Object.assign(this, { letter, server, Page, profile: join(folder, `device-${letter}`) });
  }

  async start(cookie) {
    this.proxy = await new Proxy(this.server.port).start();
    this.url = `http://127.0.0.1:${this.proxy.port}`;
    const at = cookie.indexOf('=');
    this.cookie = { name: cookie.slice(0, at), value: cookie.slice(at + 1), domain: '127.0.0.1', path: '/', secure: true, httpOnly: true, sameSite: 'Lax' };
    await this.#launch();
  }

  async #launch() {
    this.context = await chromium.launchPersistentContext(this.profile, {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: ARGS,
      viewport: { width: 1280, height: 900 },
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      serviceWorkers: 'block',
    });
    await this.context.addCookies([this.cookie]);
    await this.context.exposeBinding('soakSay', ({ page }, what) => this.tabOf.get(page)?.(what));
    await this.#keep();
    if (this.names.reason) await this.context.addInitScript(observe, this.names);
  }

  /** From now on its pages tell what is typed and shown. */
  async watch(names) {
    this.names = names;
    await this.context.addInitScript(observe, names);
  }

  /** Another tab of the filing, not open yet. */
  tab(step, hear) {
    const tab = new this.Page(this, step, hear);
    this.tabs.push(tab);
    return tab;
  }

  async closeTabs() {
    for (const tab of this.tabs.splice(0)) await tab.page?.close().catch(() => undefined);
  }

  /** Ends the processes of its pages, and opens the pages anew. */
  async killTabs() {
    this.#dying();
    const ended = killPages(this.profile);
    await this.#keep();
    await Promise.all(this.tabs.map((tab) => tab.reopen()));
    return ended;
  }

  /** Ends the whole browser, and starts it again on its profile. */
  async killBrowser() {
    this.#dying();
    const launched = (async () => {
      killBrowser(this.profile);
      const patience = new Promise((wake) => setTimeout(wake, 3000));
      await Promise.race([this.context.close().catch(() => undefined), patience]);
      await this.#launch();
    })();
    for (const tab of this.tabs) tab.open = launched.then(() => tab.reopen());
    await launched;
    await Promise.all(this.tabs.map((tab) => tab.open));
  }

  #dying() {
    for (const tab of this.tabs) tab.isKilled = true;
  }

  /** Fills the disk, as its pages see it; `false` empties it again. */
  async fill(full) {
    await this.#quota(full ? 1 : ROOM);
    if (!full) return;
    await this.#arrive();
    // The browser remembers for some seconds how much room there was, of a page that was opened before
    // there was a limit more than is wanted here, and asks anew only when more is wanted.
    let end;
    for (let left = 40; left > 0 && end !== 'abort'; left -= 1) {
      if (end) await new Promise((wake) => setTimeout(wake, 500));
      end = await this.keeper.evaluate(wantMore, ROOM + 500_000);
    }
    if (end !== 'abort') throw new Error(`the disk is not full: ${end}`);
  }

  /** A page beside those of the app: through it the room on the disk is set. */
  async #keep() {
    await this.keeper?.close().catch(() => undefined);
    this.keeper = await this.context.newPage();
    await this.#arrive(1);
    this.session = await this.context.newCDPSession(this.keeper);
    await this.#quota(ROOM);
  }

  /** Gets that page to the app's origin, which has a disk: it stays where it was while there is no
   * server. */
  async #arrive(tries = 20) {
    const origin = () => this.keeper.evaluate(() => location.origin).catch(() => null);
    for (let left = tries; left > 0 && (await origin()) !== new URL(this.url).origin; left -= 1) {
      await this.keeper.goto(`${this.url}/robots.txt`, { timeout: 5000 }).catch(() => undefined);
      if (left > 1) await new Promise((wake) => setTimeout(wake, 250));
    }
  }

  #quota(quotaSize) {
    return this.session.send('Storage.overrideQuotaForOrigin', { origin: this.url, quotaSize });
  }

  /** What its own store has of a document in the newest epoch: the updates. */
  async updates(document) {
    const read = async ([filing, document]) => {
      const done = (request) => new Promise((yes, no) => Object.assign(request, { onsuccess: () => yes(request.result), onerror: () => no(request.error) }));
      const all = [];
      for (const { name } of (await indexedDB.databases()).filter(({ name }) => name.startsWith('bangban-'))) {
        const database = await done(indexedDB.open(name));
        if (database.objectStoreNames.contains('updates')) {
          all.push(...(await done(database.transaction('updates').objectStore('updates').index('filing').getAll(filing))));
        }
        database.close();
      }
      const epoch = (one) => Number(one.document.split('@')[1] ?? 0);
      const of = all.filter((one) => one.document.split('@')[0] === document);
      const newest = Math.max(0, ...of.map(epoch));
      return of.filter((one) => epoch(one) === newest).map((one) => [...one.bytes]);
    };
    return this.tabs[0].page.evaluate(read, [this.filing, document]);
  }

  async close() {
    this.proxy?.close();
    killBrowser(this.profile);
    // A browser that is gone may never say so.
    const patience = new Promise((wake) => setTimeout(wake, 3000));
    await Promise.race([this.context?.close().catch(() => undefined), patience]);
  }
}
