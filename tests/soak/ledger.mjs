// What was typed, what a device called saved, and whether it is still there at the end: the judge.
// Pure: it is told what happened, and says what is wrong.
import { Lines } from './lines.mjs';
import { marksIn } from './marks.mjs';

/** Of a mark or a row: nothing has happened to it. `by`: in which tab it was seen to be typed;
 * `erasers`: tabs that were about to take it away. */
const untouched = () => ({ by: null, saved: false, removed: null, savedGone: false, erasers: [] });

/** Somebody took it away, or was about to and has been killed. */
const mayBeGone = (one, killed) => Boolean(one && (one.removed || one.erasers.some(killed)));

export class Ledger {
  /** By mark: where it was typed, whether a device called it saved, and who removed it. */
  #marks = new Map();
  #lines = new Lines();
  /** By the first mark of its name. */
  #rows = new Map();
  writes = 0;
  /** Writes that a device called saved. */
  seen = 0;
  /** Those of which no device said so: they are there, since their page is open and at rest. */
  rested = 0;

  /** A key is about to be pressed: a mark, in a text. `row`: the first mark of the row's name. */
  typing(mark, path, row = null) {
    this.#marks.set(mark, { path, row, ...untouched() });
  }

  /** A row is being named; `mark` is the first one of its name. */
  naming(mark) {
    this.#rows.set(mark, untouched());
  }

  /** A tab is about to take away marks of a text: if it is killed, that may be kept and not told. */
  erasing(tab, marks) {
    for (const mark of marks) this.#marks.get(mark)?.erasers.push(tab);
  }

  /** The same, of a row; `mark`: the first one of its name. */
  removing(tab, mark) {
    this.#rows.get(mark)?.erasers.push(tab);
  }

  /** A whole line is about to be typed by a tab: if it is killed, a part of it may be there. */
  intends(tab, path, text) {
    this.#lines.intends(tab, path, text);
  }

  /** A tab told of an input. */
  wrote(tab, what) {
    this.writes += 1;
    this.#lines.wrote(tab, what);
    const { before, value } = what;
    const now = new Set(marksIn(value ?? ''));
    for (const mark of now) {
      if (marksIn(before ?? '').includes(mark)) continue;
      for (const one of [this.#marks.get(mark), this.#rows.get(mark)]) if (one) one.by ??= tab;
    }
    for (const mark of marksIn(before ?? '')) {
      if (!now.has(mark)) this.#removed(this.#marks.get(mark), tab);
    }
  }

  /** A tab told that a row is removed. */
  rowRemoved(tab, post) {
    const [mark] = marksIn(post ?? '');
    this.#removed(this.#rows.get(mark), tab);
    for (const one of this.#marks.values()) if (mark && one.row === mark) this.#removed(one, tab);
  }

  #removed(one, tab) {
    if (one && !one.removed) one.removed = { tab };
  }

  /** A tab calls saved what it shows. */
  saved(tab, { values, rows }) {
    const all = [...Object.values(values), ...rows.flatMap((row) => [row.post, row.duties])];
    const shown = new Set(all.flatMap((text) => marksIn(text ?? '')));
    for (const mark of shown) this.#see(this.#marks.get(mark));
    const rowMarks = new Set(rows.map((row) => marksIn(row.post ?? '')[0]));
    for (const mark of rowMarks) this.#see(this.#rows.get(mark));
    // What this tab removed before stays so.
    for (const [mark, one] of this.#marks) {
      if (one.removed?.tab === tab && !shown.has(mark)) one.savedGone = true;
    }
    for (const [mark, one] of this.#rows) {
      if (one.removed?.tab === tab && !rowMarks.has(mark)) one.savedGone = true;
    }
    // All that it wrote is saved, also on another page of the form.
    this.seen += this.#lines.allSaved(tab);
  }

  /** A tab has lived to the end of the round, and nothing of it waits: all that was done in it is to
   * be there, also where no footer says so. */
  rest(tab) {
    for (const one of [...this.#marks.values(), ...this.#rows.values()]) {
      if (one.by === tab) this.#see(one);
      if (one.removed?.tab === tab) one.savedGone = true;
    }
    this.rested += this.#lines.allSaved(tab);
  }

  #see(one) {
    if (one) one.saved = true;
  }

  /** What is wrong with the draft as it stands at the end of a round, in words. `lines`: the
   * answers that are replaced as a whole; `versions`: all that stands at each, where that is known;
   * `texts` by path; `killed` tells whether a tab was, `person` whose it is. */
  wrong({ lines, texts, rows, killed, ...more }) {
    return [...this.#wrongMarks(texts, rows, killed), ...this.#wrongRows(rows, killed), ...this.#lines.wrong(lines, { ...more, killed })];
  }

  #wrongMarks(texts, rows, killed) {
    const wrong = [];
    const at = new Map();
    const place = (text, where) => {
      for (const mark of marksIn(text)) {
        if (at.has(mark)) wrong.push(`${mark} is there twice, in ${where}`);
        at.set(mark, where);
      }
    };
    for (const [path, text] of Object.entries(texts)) place(text, path);
    for (const row of rows) place(row.duties, `row ${marksIn(row.post)[0]}`);
    for (const [mark, one] of this.#marks) {
      const where = one.row ? `row ${one.row}` : one.path;
      const there = at.get(mark);
      if (there && there !== where) wrong.push(`${mark} was typed into ${where} and is in ${there}`);
      // A row that is removed takes along what another types into it without knowing.
      const isRemoved = mayBeGone(one, killed) || mayBeGone(this.#rows.get(one.row), killed);
      if (!there && one.saved && !isRemoved) wrong.push(`${mark} was saved in ${where} and is lost`);
      if (there && one.savedGone) wrong.push(`${mark} was removed from ${where} and is back`);
    }
    for (const mark of at.keys()) if (!this.#marks.has(mark)) wrong.push(`${mark} was never typed`);
    return wrong;
  }

  #wrongRows(rows, killed) {
    const wrong = [];
    const count = new Map();
    for (const row of rows) {
      const [mark] = marksIn(row.post);
      count.set(mark, (count.get(mark) ?? 0) + 1);
    }
    for (const [mark, one] of this.#rows) {
      const there = count.get(mark) ?? 0;
      if (there > 1) wrong.push(`row ${mark} is there ${there} times`);
      if (there === 0 && one.saved && !mayBeGone(one, killed)) wrong.push(`row ${mark} was saved and is lost`);
      if (there > 0 && one.savedGone) wrong.push(`row ${mark} was removed and is back`);
    }
    return wrong;
  }

  /** Another filing: nothing of this one is to be there. */
  clear() {
    for (const all of [this.#marks, this.#lines, this.#rows]) all.clear();
  }

  /** The next round begins with the draft as it stands. */
  settle({ lines, texts, rows, versions }) {
    const there = new Set([...Object.values(texts), ...rows.map((row) => row.duties)].flatMap(marksIn));
    for (const [mark, one] of this.#marks) {
      if (there.has(mark)) Object.assign(one, { ...untouched(), saved: true });
      else this.#marks.delete(mark);
    }
    const names = new Set(rows.map((row) => marksIn(row.post)[0]));
    for (const [mark, one] of this.#rows) {
      if (names.has(mark)) Object.assign(one, { ...untouched(), saved: true });
      else this.#rows.delete(mark);
    }
    this.#lines.settle(lines, versions);
  }
}
