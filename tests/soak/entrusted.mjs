// A tab of who acts by a mandate: a line a question, of which one at a time is edited.
import { PLACES, ROWS, ROWS_STEP } from './places.mjs';
import { Tab } from './tab.mjs';

const line = (path) => `.line[data-at="${path}"]`;

export class EntrustedTab extends Tab {
  /** It has no footer, and its device keeps nothing: what it shows is all there is. */
  keeps = false;

  address() {
    return `/entrusted/${this.device.filing}/${this.step}`;
  }

  get ready() {
    return line(this.someAt(this.step));
  }

  async arrived(path) {
    await this.page.locator(line(path)).waitFor();
  }

  link(step) {
    return `.work-steps a[href$="/${step}"]`;
  }

  /** What is on the screen, in the values of the draft. */
  async look() {
    const { lines, edited } = await this.page.evaluate(() => window.soakLines());
    const value = this.device.value;
    const [values, rows] = [{}, new Map()];
    for (const [path, text] of lines) {
      const [list, id, field] = path.split('/');
      if (path in PLACES) values[path] = value(path, text);
      else if (list === ROWS && field) rows.set(id, { ...rows.get(id), [field]: value(`${list}/${field}`, text) });
    }
    for (const [path, shown] of Object.entries(edited)) {
      // The control and the line above it are the same answer.
      if (path in values && shown !== null && values[path] !== shown) values[path] = `${values[path]} / ${shown}`;
    }
    return { state: '', words: '', values, rows: [...rows.values()] };
  }

  async reach(path) {
    await this.goTo(PLACES[path].step);
    await this.#edit(path);
    const control = this.control(path);
    await control.first().waitFor();
    return control;
  }

  async reachRows() {
    await this.goTo(ROWS_STEP);
    await this.#edit(ROWS);
    await this.page.locator('.editor button.add').waitFor();
  }

  /** Ends editing, as often as not. */
  async leave(by) {
    if (by % 2) await this.page.locator('.editor button[type=submit]').evaluateAll(([button]) => button?.click());
  }

  control(path) {
    return this.page.locator(`form.editor [name="${this.device.names[path]}"]`);
  }

  async #edit(path) {
    const button = this.page.locator(`${line(path)} > .line-acts [aria-expanded]`);
    if ((await button.getAttribute('aria-expanded')) === 'true') return;
    await button.evaluate((button) => button.click());
    // The page puts the caret there by itself, a frame later, and out of the one that was open.
    const isThere = (line) => Boolean(document.activeElement?.closest('.editor')?.closest(line));
    await this.page.waitForFunction(isThere, line(path));
  }
}
