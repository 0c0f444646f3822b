// A run: the server, two devices, and one round after the other.
import { Device } from './device.mjs';
import { strike } from './faults.mjs';
import { Ledger } from './ledger.mjs';
import { Marks } from './marks.mjs';
import { ITEM, STEPS } from './places.mjs';
import { plan } from './plan.mjs';
import { Server } from './server.mjs';
import { Disagreement, settle, stores } from './settle.mjs';
import { names } from './tab.mjs';
import { Trace } from './trace.mjs';
import { Worker, standing } from './work.mjs';

const IDENTITY = 'wang';
/** Rounds that one filing is typed into. */
const ROUNDS_A_FILING = 25;

export class Run {
  trace = new Trace();
  ledger = new Ledger();
  faults = {};
  number = 0;
  #marks = new Marks();

  constructor(seed, folder) {
    this.seed = seed;
    this.server = new Server(folder);
    this.devices = [0, 1].map((number) => new Device(number, folder, this.server));
    this.worker = new Worker(this.ledger, this.#marks, this.trace);
  }

  async start() {
    await this.server.start();
    for (const device of this.devices) await device.start(await this.server.signIn(IDENTITY));
    const [device] = this.devices;
    await this.#begin();
    const first = device.tab(STEPS[0], () => {});
    await first.reopen();
    await this.#answerSituation(first);
    const all = await names(first);
    for (const device of this.devices) await device.watch(all);
    await first.page.locator('.saved.stored').waitFor();
    await device.closeTabs();
  }

  async #begin() {
    const filing = await this.server.begin(IDENTITY, ITEM);
    for (const device of this.devices) device.filing = filing;
  }

  /** Answers what the fields that are typed into depend on. */
  async #answerSituation(tab) {
    await tab.page.locator('nav.steps a[href$="/fill/1"]').first().click();
    const union = tab.page.locator('fieldset', { hasText: '是否已建立工会' });
    await union.locator('input[value=false]').click();
    await tab.page.locator('.saved.stored').waitFor();
  }

  /** One round; `isLast` has the server killed before its database is read. What happened, in
   * words, and what is wrong. */
  async round(number, isLast) {
    this.number = number;
    this.plan = plan(this.seed, number);
    this.trace.add('round', String(number), this.plan.faults);
    if (number > 1 && number % ROUNDS_A_FILING === 1) await this.#newFiling();
    const before = { ...this.ledger };
    const start = Date.now();
    await this.#open();
    const faults = this.plan.faults.map((fault) => strike(fault, this.devices, this.server, this.trace));
    const work = this.plan.tabs.map(({ work }, index) => this.worker.run(this.tabs[index], work));
    const ended = await Promise.allSettled([...faults, ...work]);
    const failed = ended.find(({ status }) => status === 'rejected');
    if (failed) throw failed.reason;
    for (const { kind } of this.plan.faults) this.faults[kind] = (this.faults[kind] ?? 0) + 1;
    this.trace.add('round', 'all is typed and no fault left');
    const wrong = await this.#judge(isLast);
    const faultWords = this.plan.faults.map(({ kind, device }) => (kind === 'kill-server' ? kind : `${kind} of ${'AB'[device]}`)).join(', ');
    const { writes, seen } = this.ledger;
    const words = `${this.tabs.length} tabs, ${faultWords}: ${writes - before.writes} writes, ${seen - before.seen} seen as saved, ${((Date.now() - start) / 1000).toFixed(1)} s`;
    return { words, wrong };
  }

  async #newFiling() {
    await this.#begin();
    for (const device of this.devices) await device.closeTabs();
    const [device] = this.devices;
    const first = device.tab(1, () => {});
    await first.reopen();
    await this.#answerSituation(first);
    await device.closeTabs();
    this.tabs = [];
    this.ledger.clear();
  }

  /** The tabs of the plan: those that are open stay so. */
  async #open() {
    for (const device of this.devices) {
      const wanted = this.plan.tabs.filter((tab) => tab.device === device.number).length;
      for (const tab of device.tabs.splice(wanted)) await tab.page.close();
      while (device.tabs.length < wanted) await device.tab(4, (tab, what) => this.#hear(tab, what)).reopen();
    }
    const left = this.devices.map((device) => [...device.tabs]);
    this.tabs = this.plan.tabs.map(({ device }) => left[device].shift());
  }

  #hear(tab, what) {
    const { kind } = what;
    if (kind === 'write') this.ledger.wrote(tab, what);
    else if (kind === 'row-removed') this.ledger.rowRemoved(tab, what.row);
    else if (kind === 'saved') this.ledger.saved(tab, what);
    this.trace.add(tab, kind, what);
  }

  async #judge(isLast) {
    let answers;
    try {
      answers = await settle(this.devices, this.server);
      if (isLast) {
        await this.server.kill();
        await this.server.start();
        const { why } = await stores(this.devices, this.server);
        if (why) return [`after the server was killed at rest: ${why}`];
      }
    } catch (error) {
      if (error instanceof Disagreement) return [error.message];
      throw error;
    }
    const now = standing(answers);
    const open = new Set(this.tabs.map((tab) => tab.name));
    const wrong = this.ledger.wrong({ ...now, killed: (tab) => !open.has(tab) });
    this.ledger.settle(now);
    return wrong;
  }

  /** Sockets that were broken in mid-frame. */
  cuts() {
    return this.devices.reduce((sum, device) => sum + (device.proxy?.cuts ?? 0), 0);
  }

  async end() {
    await Promise.allSettled(this.devices.map((device) => device.close()));
    await this.server.kill();
  }
}
