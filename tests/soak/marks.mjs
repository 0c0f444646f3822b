// Characters that are typed once in a whole run, so that each tells by itself whether it was lost.
// Half of them are rare Han of two UTF-16 units, which nothing must cut in two.

// Behind 𠮷, which stands in every line that is typed.
const RARE = [0x20bb8, 0x2a6d0];
const COMMON = [0xac00, 0xd7a0];

export class Marks {
  #given = 0;

  /** So many characters that were not given before. */
  next(count) {
    return Array.from({ length: count }, () => {
      const number = this.#given;
      this.#given += 1;
      const [from, to] = number % 2 ? COMMON : RARE;
      const code = from + Math.floor(number / 2);
      if (code >= to) throw new Error('the run is too long: there are no characters left');
      return String.fromCodePoint(code);
    });
  }
}

/** The characters of a text that are such. */
export function marksIn(text) {
  return [...text].filter((character) => {
    const code = character.codePointAt(0);
    return (code >= RARE[0] && code < RARE[1]) || (code >= COMMON[0] && code < COMMON[1]);
  });
}
