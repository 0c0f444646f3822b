// What happened lately, to be read when something was lost.

const KEPT = 1500;

/** Without what did not change: of a write the part that is new, of what is shown nothing. */
function brief({ before, value, values, rows, ...what }) {
  if (typeof value !== 'string' || typeof before !== 'string') return value === undefined ? what : { ...what, value };
  const [old, now] = [[...before], [...value]];
  let from = 0;
  while (from < old.length && from < now.length && old[from] === now[from]) from += 1;
  let same = 0;
  while (same < Math.min(old.length, now.length) - from && old.at(-1 - same) === now.at(-1 - same)) same += 1;
  const part = (all) => all.slice(from, all.length - same).join('');
  return { ...what, at: from, gone: part(old), come: part(now) };
}

export class Trace {
  #all = [];
  #start = Date.now();

  add(who, what, more = {}) {
    const at = ((Date.now() - this.#start) / 1000).toFixed(3).padStart(9);
    this.#all.push(`${at}  ${who.padEnd(6)} ${what} ${JSON.stringify(brief(more))}`);
    if (this.#all.length > KEPT) this.#all.shift();
  }

  last(count) {
    return this.#all.slice(-count).join('\n');
  }
}
