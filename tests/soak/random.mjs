// Chance that is the same for the same seed.

/** A source of numbers in [0, 1): mulberry32 over a hash of the words given. */
export function chance(...words) {
  let state = 2166136261;
  for (const character of words.join('/')) state = Math.imul(state ^ character.codePointAt(0), 16777619);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return {
    next,
    /** A whole number from `from` to `to`, both included. */
    whole: (from, to) => from + Math.floor(next() * (to - from + 1)),
    of: (all) => all[Math.floor(next() * all.length)],
    /** One of the names of an object, each as likely as its number says. */
    weighed(weights) {
      let left = next() * Object.values(weights).reduce((sum, one) => sum + one, 0);
      return Object.keys(weights).find((name) => (left -= weights[name]) < 0);
    },
  };
}
