// Answers of one line and choices, which are replaced as a whole: a part of the judge.

export class Lines {
  /** By path: what it was before the round, writes, and what tabs were about to write. */
  #all = new Map();

  intends(tab, path, text) {
    this.#at(path).intents.push({ tab, text });
  }

  wrote(tab, { path, before, value }) {
    this.#at(path).writes.push({ tab, before, value, saved: false });
  }

  /** All that a tab wrote is saved; how many were not before. */
  allSaved(tab) {
    const writes = [...this.#all.values()].flatMap((line) => line.writes);
    const open = writes.filter((write) => write.tab === tab && !write.saved);
    for (const write of open) write.saved = true;
    return open.length;
  }

  clear() {
    this.#all.clear();
  }

  /** The next round begins with these; `versions`: all that stands at each, where that is known. */
  settle(lines, versions) {
    this.clear();
    for (const [path, value] of Object.entries(lines)) Object.assign(this.#at(path), { base: value, stood: versions?.[path] ?? [] });
  }

  #at(path) {
    if (!this.#all.has(path)) this.#all.set(path, { base: undefined, stood: [], writes: [], intents: [] });
    return this.#all.get(path);
  }

  /** What is wrong with them; `versions`: all that stands at each, where that is known: what several
   * people wrote at once stands side by side. `person` tells whose a tab is. */
  wrong(lines, { versions, person, killed }) {
    const wrong = [];
    for (const [path, line] of this.#all) {
      if (!(path in lines)) continue;
      const final = lines[path] ?? '';
      const stands = versions ? (versions[path] ?? []) : null;
      const may = mayBe(line, stands);
      const begun = (value) => line.intents.some(({ tab, text }) => killed(tab) && value !== '' && text.startsWith(value));
      if (!may.has(final) && !begun(final)) wrong.push(`${path} is ${JSON.stringify(final)}, which is none of ${JSON.stringify([...may])}`);
      for (const { tab, value } of lost(line, stands, person, killed)) {
        wrong.push(`${path} was ${JSON.stringify(value)} by ${tab}, which nobody replaced, and stands nowhere: ${JSON.stringify(stands)}`);
      }
    }
    return wrong;
  }
}

/** The values that may stand at the end: of each tab what it wrote last that was saved, and what it
 * wrote after that, unless somebody saw it and replaced it. */
function mayBe({ base, stood, writes }, stands) {
  const may = new Set();
  if (!writes.some((write) => write.saved)) may.add(base ?? '');
  const tabs = new Set(writes.map((write) => write.tab));
  for (const tab of tabs) {
    const own = writes.filter((write) => write.tab === tab);
    const last = own.findLastIndex((write) => write.saved);
    for (const write of own.slice(Math.max(0, last))) may.add(write.value ?? '');
  }
  // In a conflict what another wrote stays, though it was seen; also what they wrote before.
  if (stands?.length > 1) {
    for (const value of stood) if (stands.includes(value)) may.add(value);
    return may;
  }
  for (const { saved, before, value } of writes) {
    // Only a value that was typed once can be known to be the one that was seen.
    const once = writes.filter((write) => write.value === before).length === 1;
    if (saved && once && before !== value) may.delete(before);
  }
  return may;
}

/** What a tab wrote last and was saved, which nobody else can have seen and replaced, and which is not
 * among what stands. Of two tabs of one person either's may. */
function lost({ writes, intents }, stands, person, killed) {
  // What a killed tab did last, it may not have told.
  if (!stands || intents.some(({ tab }) => killed(tab))) return [];
  const tabs = new Set(writes.map((write) => write.tab));
  return [...tabs].flatMap((tab) => {
    const last = writes.findLast((write) => write.tab === tab);
    const { saved, value } = last;
    if (!saved || !value || stands.includes(value)) return [];
    const others = writes.filter((write) => write.tab !== tab);
    // Of a choice it is not told what it replaced.
    const isReplaced = others.some((other) => person(other.tab) === person(tab) || (other.before ?? value) === value);
    return isReplaced ? [] : [last];
  });
}
