// Leaves so many traces in a filing's answers that the server begins the document anew.
import * as Y from 'yjs';

/** Edits in a body, and bodies: together more than a document may have of traces. */
const EDITS = 900;
const BODIES = 4;

/** A number of seven bits a byte, lowest first. */
const length = (number) => Buffer.from(number < 128 ? [number] : [(number & 127) | 128, number >> 7]);

/** The bodies to be sent, in a person's own name; in the end nothing of them is left to see. */
export function traces(person) {
  const map = new Y.Doc().getMap(`v:---------${person}`);
  let made = [];
  map.doc.on('update', (update) => made.push(length(update.length), Buffer.from(update)));
  return Array.from({ length: BODIES }, (_, body) => {
    for (let edit = 0; edit < EDITS; edit += 1) map.set(`wear/${edit % 2}`, body * EDITS + edit);
    if (body + 1 === BODIES) for (const key of [...map.keys()]) map.delete(key);
    return Buffer.concat(made.splice(0));
  });
}
