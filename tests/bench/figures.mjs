// What was measured: reckoned, printed, held against its limit.

/** The value that `p` percent of the values do not exceed. */
export function percentile(values, p) {
  if (values.length === 0) throw new Error('nothing was measured');
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((p / 100) * sorted.length) - 1)];
}

export const median = (values) => percentile(values, 50);

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

  add(measure, value, unit, limit = null) {
    const rounded = Math.round(value * 10) / 10;
    const most = limit === null ? null : Math.round(limit * 10) / 10;
    const ok = most === null ? null : rounded <= most;
    if (ok === false) this.missed += 1;
    if (this.json) {
      console.log(JSON.stringify({ measure, value: rounded, unit, limit: most, ok }));
      return;
    }
    const against = most === null ? '' : `  limit ${most} ${ok ? 'ok' : 'MISSED'}`;
    console.log(`${measure.padEnd(48)}${rounded.toLocaleString('en').padStart(12)} ${unit.padEnd(5)}${against}`);
  }
}
