// Leaves so many traces in a filing's answers that the server begins the document anew.
import * as Y from 'yjs';

/** Edits in a body, and bodies: together more than a document may have of traces. */
const EDITS = 900;
const BODIES = 4;

/** A number of seven bits a byte, lowest first. */
function length(number) {
  return number < 128 ? Buffer.from([number]) : Buffer.concat([Buffer.from([(number & 127) | 128]), length(number >> 7)]);
}

/** The bodies to be sent, each of one update, in a person's own name; in the end nothing of them is
 * left to see. */
export function traces(person) {
  const map = new Y.Doc().getMap(`v:---------${person}`);
  const made = [];
  map.doc.on('update', (update) => made.push(update));
  return Array.from({ length: BODIES }, (_, body) => {
    for (let edit = 0; edit < EDITS; edit += 1) map.set(`wear/${edit % 2}`, body * EDITS + edit);
    if (body + 1 === BODIES) for (const key of [...map.keys()]) map.delete(key);
    const update = Y.mergeUpdates(made.splice(0));
    return Buffer.concat([length(update.length), Buffer.from(update)]);
  });
}
