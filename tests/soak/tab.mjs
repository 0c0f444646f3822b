// One tab of a device: it is opened, typed into by real keys, read, and opened again when killed.
import { PLACES, ROW, ROWS_STEP, isSeen } from './places.mjs';

let made = 0;

export class Tab {
  /** Whether its device keeps what is typed, which its footer tells of. */
  keeps = true;

  constructor(device, step, hear) {
    Object.assign(this, { device, step, hear });
    this.open = Promise.resolve();
  }

  /** Opens the page, and once it has been killed opens it anew under a new name. */
  reopen() {
    this.open = this.#open();
    return this.open;
  }

  async #open() {
    await this.page?.close().catch(() => undefined);
    made += 1;
    this.name = `${this.device.letter}${made}`;
    this.isKilled = false;
    const { name } = this;
    this.page = await this.device.context.newPage();
    this.device.tabOf.set(this.page, (what) => this.hear(name, what));
    this.page.setDefaultTimeout(8000);
    const address = `${this.device.url}${this.address()}`;
    for (let tries = 0; ; tries += 1) {
      try {
        await this.page.goto(address, { timeout: 8000 });
        await this.page.locator(this.ready).first().waitFor({ timeout: 5000 });
        return;
      } catch (error) {
        // It opens once the network is there and the server answers.
        if (tries > 8 || this.isKilled || this.page.isClosed()) throw error;
        await new Promise((wake) => setTimeout(wake, 400));
      }
    }
  }

  address() {
    return `/filings/${this.device.filing}/fill/${this.step}`;
  }

  /** What is there once it is open. */
  get ready() {
    return 'form.form';
  }

  link(step) {
    return `nav.steps a[href$="/fill/${step}"]`;
  }

  /** An answer that is asked for on a page, and not hidden from who is here. */
  someAt(step) {
    return Object.keys(PLACES).find((path) => PLACES[path].step === step && isSeen(path, this.keeps));
  }

  /** What is on the screen. */
  look() {
    return this.page.evaluate(() => window.soakLook());
  }

  async goTo(step) {
    if (this.step === step) return;
    const link = this.page.locator(this.link(step));
    // By script: a tab behind another one is too slow to be pressed in.
    await link.first().evaluate((link) => link.click());
    this.step = step;
    await this.arrived(this.someAt(step));
  }

  async arrived(path) {
    await this.page.locator(`[name="${this.device.names[path]}"]`).first().waitFor();
  }

  /** The control of an answer, ready to be typed into. */
  async reach(path) {
    await this.goTo(PLACES[path].step);
    return this.control(path);
  }

  /** The rows, ready to be typed into. */
  async reachRows() {
    await this.goTo(ROWS_STEP);
  }

  /** Ends what was being edited. */
  async leave() {}

  control(path) {
    return this.page.locator(`form.form [name="${this.device.names[path]}"]`);
  }

  rows() {
    return this.page.locator('.one-row');
  }

  ofRow(row, field) {
    return row.locator(`[name^="${this.device.names[`row:${field}`]}-"]`);
  }

  /** The caret goes to a position, by keys. */
  async place(control, position) {
    await control.focus();
    if (position === 'all') return this.page.keyboard.press('Control+A');
    await this.page.keyboard.press(position === 'start' ? 'Control+Home' : 'Control+End');
    if (position === 'middle') for (let left = 0; left < 3; left += 1) await this.page.keyboard.press('ArrowLeft');
  }

  /** The text that stands before the caret. */
  beforeCaret(control) {
    return control.evaluate((field) => field.value.slice(0, field.selectionStart));
  }

  /** One key, or what an input method would commit. */
  key(character) {
    return character < '\u007f' ? this.page.keyboard.press(character) : this.page.keyboard.insertText(character);
  }
}

/** The names of all controls, by path, from an open form; a row is added to see what it has. */
export async function names(tab) {
  const found = {};
  const named = async (within, label) => {
    const box = within.locator('.field').filter({ has: tab.page.locator('label, legend', { hasText: new RegExp(`^\\s*${label}\\s*(选填)?\\s*$`) }) });
    const control = box.locator('input, select, textarea').first();
    await control.waitFor();
    return control.getAttribute('name');
  };
  const steps = [...new Set(Object.values(PLACES).map(({ step }) => step))];
  for (const step of steps) {
    await tab.page.locator(`nav.steps a[href$="/fill/${step}"]`).first().click();
    for (const [path, place] of Object.entries(PLACES)) {
      if (place.step === step) found[path] = await named(tab.page.locator('form.form'), place.label);
    }
    if (step !== ROWS_STEP) continue;
    const row = tab.rows().first();
    if ((await row.count()) === 0) await tab.page.locator('button.add').click();
    for (const [field, label] of Object.entries(ROW)) found[`row:${field}`] = (await named(row, label.replace(/[（）]/g, '.'))).split('-')[0];
    await row.locator('.push').click();
  }
  return found;
}
