// Leaves so many traces in a filing's answers that the server begins the document anew.
import * as Y from 'yjs';

/** Edits in a body, and bodies: with the last of them more than a document may have of traces. */
const EDITS = 800;
const BODIES = 5;

/** A number of seven bits a byte, lowest first. */
function length(number) {
  return number < 128 ? Buffer.from([number]) : Buffer.concat([Buffer.from([(number & 127) | 128]), length(number >> 7)]);
}

/** The bodies to be sent, each of one update, in a person's own name; in the end nothing of them is
 * left to see. */
export function traces(person) {
  const doc = new Y.Doc();
  // The number of a replica is written with each trace: one of five bytes, as most are.
  doc.clientID = 2 ** 31 + Math.floor(Math.random() * 2 ** 31);
  const map = doc.getMap(`v:---------${person}`);
  const made = [];
  doc.on('update', (update) => made.push(update));
  return Array.from({ length: BODIES }, (_, body) => {
    for (let edit = 0; edit < EDITS; edit += 1) map.set(`wear/${edit % 2}`, body * EDITS + edit);
    if (body + 1 === BODIES) for (const key of [...map.keys()]) map.delete(key);
    const update = Y.mergeUpdates(made.splice(0));
    return Buffer.concat([length(update.length), Buffer.from(update)]);
  });
}
