// What was measured: reckoned, printed, held against its limit.

/** The value that `p` percent of the values do not exceed. */
export function percentile(values, p) {
  if (values.length === 0) throw new Error('nothing was measured');
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((p / 100) * sorted.length) - 1)];
}

export const median = (values) => percentile(values, 50);

/** What a piece of work gives, so many times one after the other. */
export async function times(count, work) {
  const all = [];
  for (let run = 0; run < count; run += 1) all.push(await work());
  return all;
}

/** Prints figures as they come: a table, or with `json` an object a line. */
export class Figures {
  missed = 0;

  constructor(json) {
    this.json = json;
  }

  /** Words for people, that are no figure. */
  say(words) {
    if (!this.json) console.log(words);
  }

  /** A value that is not to exceed its limit. */
  add(measure, value, unit, limit = null) {
    this.#add(measure, value, unit, limit, (rounded, most) => rounded <= most);
  }

  /** A value that is to reach its limit. */
  addLeast(measure, value, unit, limit) {
    this.#add(measure, value, unit, limit, (rounded, least) => rounded >= least);
  }

  #add(measure, value, unit, limit, holds) {
    const round = (number) => Math.round(number * 10) / 10;
    const rounded = round(value);
    const against = limit === null ? null : round(limit);
    const ok = against === null ? null : holds(rounded, against);
    if (ok === false) this.missed += 1;
    if (this.json) {
      console.log(JSON.stringify({ measure, value: rounded, unit, limit: against, ok }));
      return;
    }
    const judged = against === null ? '' : `  limit ${against} ${ok ? 'ok' : 'MISSED'}`;
    console.log(`${measure.padEnd(68)}${rounded.toLocaleString('en').padStart(12)} ${unit.padEnd(5)}${judged}`);
  }
}
