// A run: the server, two devices at a time, and one round after the other.
import { Device } from './device.mjs';
import { EntrustedTab } from './entrusted.mjs';
import { strike } from './faults.mjs';
import { Ledger } from './ledger.mjs';
import { Marks } from './marks.mjs';
import { AGENT, PRINCIPAL, isOfTwo, mandate, roundsOfFiling, valuesOf } from './people.mjs';
import { ITEM, STEPS } from './places.mjs';
import { plan } from './plan.mjs';
import { Server } from './server.mjs';
import { Disagreement, atServer, settle, stores } from './settle.mjs';
import { names } from './tab.mjs';
import { Trace } from './trace.mjs';
import { Worker, standing } from './work.mjs';

export class Run {
  trace = new Trace();
  ledger = new Ledger();
  /** How often each has happened. */
  faults = {};
  number = 0;
  #marks = new Marks();
  /** Answers of which several versions stand. */
  #torn = 0;

  constructor({ seed, faults }, folder, rounds) {
    this.kinds = faults.split(',');
    Object.assign(this, { seed, roundsOfFiling: roundsOfFiling(rounds) });
    this.server = new Server(folder);
    // The principal's two, and that of who acts for them.
    this.all = [...'AB'].map((letter) => new Device(letter, folder, this.server));
    this.all.push(new Device('C', folder, this.server, EntrustedTab));
    this.devices = this.all.slice(0, 2);
    this.worker = new Worker(this.ledger, this.#marks, this.trace);
  }

  async start() {
    await this.server.start();
    const [own, other, agents] = this.all;
    for (const device of [own, other]) await device.start(await this.server.signIn(PRINCIPAL));
    this.mandate = await mandate(this.server, ITEM);
    await agents.start(await this.server.signIn(AGENT.account));
    agents.value = await valuesOf(this.server, ITEM);
    await this.#begin(false);
    const [device] = this.devices;
    const first = device.tab(STEPS[0], () => {});
    await first.reopen();
    await this.#answerSituation(first);
    const all = await names(first);
    for (const device of this.all) await device.watch(all);
    await first.page.locator('.saved.stored').waitFor();
    await device.closeTabs();
  }

  /** A filing of the principal's, for the two devices that are used from now on. */
  async #begin(isOfTwo) {
    const by = isOfTwo ? [AGENT.account, `/mandates/${this.mandate}/filings`] : [PRINCIPAL, '/filings'];
    const { id } = await this.server.ask(by[0], 'POST', by[1], { item: ITEM });
    this.devices = [this.all[0], this.all[isOfTwo ? 2 : 1]];
    for (const device of this.devices) device.filing = id;
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
    const ofTwo = isOfTwo(this.seed, number, this.roundsOfFiling);
    this.plan = plan(this.seed, number, ofTwo, this.kinds);
    this.trace.add('round', String(number), this.plan.faults);
    if ((number - 1) % this.roundsOfFiling === 0) await this.#newFiling(ofTwo);
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
    const faultWords = this.plan.faults.map(({ kind, device }) => (['kill-server', 'anew'].includes(kind) ? kind : `${kind} of ${this.devices[device].letter}`)).join(', ');
    const { writes, seen, rested } = this.ledger;
    const stayed = ofTwo ? `, ${rested - before.rested} more at rest, ${this.#torn} in conflict` : '';
    const words = `${ofTwo ? 'two people' : 'one person'}, ${this.tabs.length} tabs, ${faultWords}: ${writes - before.writes} writes, ${seen - before.seen} seen as saved${stayed}, ${((Date.now() - start) / 1000).toFixed(1)} s`;
    return { words, wrong };
  }

  async #newFiling(isOfTwo) {
    for (const device of this.all) await device.closeTabs();
    await this.#begin(isOfTwo);
    const [device] = this.devices;
    const first = device.tab(1, () => {});
    await first.reopen();
    await this.#answerSituation(first);
    await device.closeTabs();
    this.tabs = [];
    this.ledger.clear();
    this.ledger.settle(standing(await atServer(device.filing, this.server)));
  }

  /** The tabs of the plan: those that are open stay so. */
  async #open() {
    for (const device of this.devices) {
      const wanted = this.plan.tabs.filter((tab) => this.devices[tab.device] === device).length;
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
    this.#torn = Object.values(answers.versions).filter((all) => new Set(all).size > 1).length;
    const open = new Set(this.tabs.map((tab) => tab.name));
    for (const name of open) this.ledger.rest(name);
    const wrong = this.ledger.wrong({ ...now, killed: (tab) => !open.has(tab), person: (tab) => (tab.startsWith('C') ? AGENT.account : PRINCIPAL) });
    this.ledger.settle(now);
    return wrong;
  }

  /** Sockets that were broken in mid-frame. */
  cuts() {
    return this.all.reduce((sum, device) => sum + (device.proxy?.cuts ?? 0), 0);
  }

  async end() {
    await Promise.allSettled(this.all.map((device) => device.close()));
    await this.server.kill();
  }
}
