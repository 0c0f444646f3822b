// What a tab does of its plan, by keys and clicks.
import { PLACES, TEXTS } from './places.mjs';
import { marksIn } from './marks.mjs';

/** Texts longer than this are taken away, to keep below what the form allows. */
const LONG = 220;
/** More rows than this are not made. */
const MOST_ROWS = 6;

export class Worker {
  #lines = 0;

  constructor(ledger, marks, trace) {
    Object.assign(this, { ledger, marks, trace });
  }

  /** Does all of it. What a killed page could not do is passed over. */
  async run(tab, work) {
    for (const act of work) {
      await tab.open;
      const { name } = tab;
      try {
        this.trace.add(name, 'does', act);
        await this.#do(tab, act);
        await tab.leave(act.pause);
      } catch (error) {
        // A killed page ends whatever is being done in it.
        await new Promise((wake) => setTimeout(wake, 50));
        if (!tab.isKilled && tab.name === name) throw error;
        this.trace.add(name, 'was cut short', { kind: act.kind });
      }
      await new Promise((wake) => setTimeout(wake, act.pause));
    }
  }

  async #do(tab, act) {
    switch (act.kind) {
      case 'step':
        return tab.goTo(act.step);
      case 'line':
        return this.#line(tab, act);
      case 'choose':
        return this.#choose(tab, act);
      case 'row':
        return this.#addRow(tab, act);
      case 'row-type':
        return this.#typeInRow(tab, act);
      case 'row-remove':
        return this.#removeRow(tab, act);
      default:
        return this.#text(tab, act);
    }
  }

  async #text(tab, { kind, path, position, length }) {
    const control = await tab.reach(path);
    const now = (await control.inputValue()).length;
    if (kind === 'clear' || now > LONG) {
      await tab.place(control, 'all');
      this.ledger.erasing(tab.name, marksIn(await control.inputValue()));
      return tab.page.keyboard.press('Delete');
    }
    await tab.place(control, position);
    if (kind === 'erase') {
      for (let count = 0; count < length; count += 1) {
        this.ledger.erasing(tab.name, marksIn(await tab.beforeCaret(control)).slice(-1));
        await tab.page.keyboard.press('Backspace');
      }
      return undefined;
    }
    return this.#marks(tab, path, null, length);
  }

  /** Types characters that are typed nowhere else, where the caret is. */
  async #marks(tab, path, row, length) {
    for (const mark of this.marks.next(length)) {
      this.ledger.typing(mark, path, row);
      await tab.key(mark);
    }
  }

  async #line(tab, { path, length }) {
    const control = await tab.reach(path);
    this.#lines += 1;
    const text = `${this.#lines}${[...'路𠮷a😀号𬭚b楼'].slice(0, length).join('')}`;
    await tab.place(control, 'all');
    this.ledger.intends(tab.name, path, text);
    for (const character of text) await tab.key(character);
  }

  async #choose(tab, { path, value }) {
    const control = await tab.reach(path);
    this.ledger.intends(tab.name, path, value);
    if ((await control.first().getAttribute('type')) === 'radio') await press(control.and(tab.page.locator(`[value="${value}"]`)));
    else await control.selectOption(value);
  }

  async #addRow(tab, { length, value }) {
    await tab.reachRows();
    if ((await tab.rows().count()) >= MOST_ROWS) return;
    // By the keyboard: from under the mouse it may move away, as when a row comes from elsewhere.
    await tab.page.locator('button.add').focus();
    await tab.page.keyboard.press('Enter');
    // The new row has the focus, whatever rows came from elsewhere.
    const id = await tab.page.waitForFunction(() => document.activeElement?.closest('.one-row')?.id).then((found) => found.jsonValue());
    const row = tab.page.locator(`#${id}`);
    await this.#unlessGone(row, async () => {
      await tab.ofRow(row, 'post').focus();
      const name = this.marks.next(length);
      this.ledger.naming(name[0]);
      for (const mark of name) await tab.key(mark);
      await press(tab.ofRow(row, 'kind').and(tab.page.locator(`[value="${value}"]`)));
    });
  }

  /** A row that has a name, or none. */
  async #row(tab, part) {
    await tab.reachRows();
    const ids = await tab.rows().evaluateAll((rows) => rows.map((row) => row.id));
    if (ids.length === 0) return null;
    const row = tab.page.locator(`#${ids[Math.floor(part * ids.length)]}`);
    // A sibling may remove it meanwhile.
    const name = await tab.ofRow(row, 'post').inputValue({ timeout: 3_000 }).catch(async (error) => {
      if (await row.count()) throw error;
      return '';
    });
    const [mark] = marksIn(name);
    return mark ? { row, mark } : null;
  }

  async #typeInRow(tab, { row: part, position, length }) {
    const found = await this.#row(tab, part);
    if (!found) return;
    await this.#unlessGone(found.row, async () => {
      await tab.place(tab.ofRow(found.row, 'duties'), position);
      for (const mark of this.marks.next(length)) {
        if ((await found.row.count()) === 0) return;
        this.ledger.typing(mark, 'row:duties', found.mark);
        await tab.key(mark);
      }
    });
  }

  async #removeRow(tab, { row: part }) {
    await tab.reachRows();
    if ((await tab.rows().count()) < 3) return;
    const found = await this.#row(tab, part);
    if (!found) return;
    this.ledger.removing(tab.name, found.mark);
    await this.#unlessGone(found.row, () => found.row.locator('.push').click({ force: true, timeout: 2000 }));
  }

  /** Another may remove the row meanwhile. */
  async #unlessGone(row, act) {
    try {
      await act();
    } catch (error) {
      if (await row.count().catch(() => 1)) throw error;
    }
  }
}

/** What stands of the draft, as the ledger wants it. */
export function standing({ values, rows, versions }) {
  const texts = Object.fromEntries(TEXTS.map((path) => [path, values[path] ?? '']));
  const lines = Object.fromEntries(Object.keys(PLACES).filter((path) => !TEXTS.includes(path)).map((path) => [path, values[path] ?? '']));
  return { texts, lines, rows, versions };
}

/** Presses something; rows that come and go from elsewhere may push it out of sight in mid-press, and
 * a tab behind another one lays out late. */
async function press(target, tries = 12) {
  try {
    await target.click({ force: true });
  } catch (error) {
    if (tries <= 1 || !/outside of the viewport|not visible/.test(String(error))) throw error;
    await new Promise((wake) => setTimeout(wake, 250));
    await press(target, tries - 1);
  }
}
