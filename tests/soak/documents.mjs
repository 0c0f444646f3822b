// The draft's documents, read with yjs and not with our own code. How they are laid out is told in
// `crates/draft`.
import * as Y from 'yjs';
import { ROWS } from './places.mjs';

/** The updates of a body: each with its length before it. */
export function updatesOf(body) {
  const all = [];
  for (let at = 0; at < body.length; ) {
    let length = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = body[at++];
      length += (byte & 127) * 2 ** shift;
      if (byte < 128) break;
    }
    all.push(body.subarray(at, (at += length)));
  }
  return all;
}

/** What updates make of an empty document. */
export function read(updates) {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, new Uint8Array(update));
  const content = {};
  for (const name of [...doc.share.keys()].sort()) {
    const value = /^v:|^gone$/.test(name) ? doc.getMap(name).toJSON() : name.startsWith('rows:') ? doc.getArray(name).toJSON() : name.startsWith('text:') ? doc.getText(name).toString() : null;
    if (value !== null && Object.keys(value).length > 0) content[name] = sorted(value);
  }
  const vector = Object.fromEntries([...Y.decodeStateVector(Y.encodeStateVector(doc))].sort(([one], [other]) => one - other));
  return { content, vector, isWaiting: doc.store.pendingStructs !== null || doc.store.pendingDs !== null };
}

function sorted(value) {
  if (typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** The answers that are to be shown: values by path, and the rows in order, each with its id; and
 * all that stands at a path, also what others wrote at the same time. */
export function answers(documents) {
  const values = {};
  const versions = {};
  let ids = [];
  const gone = new Set();
  for (const { content } of documents) {
    // The maps are in the order of their names, and the last one is shown.
    for (const [name, value] of Object.entries(content)) {
      if (name.startsWith('v:')) {
        Object.assign(values, value);
        for (const [path, one] of Object.entries(value)) (versions[path] ??= []).push(String(one));
      } else if (name.startsWith('text:')) values[name.slice(5)] = value;
      else if (name === 'gone') Object.keys(value).forEach((path) => gone.add(path));
      else if (name === `rows:${ROWS}`) ids = [...new Set(value)];
    }
  }
  const rows = ids.filter((id) => !gone.has(`${ROWS}/${id}`)).map((id) => {
    const of = (field) => values[`${ROWS}/${id}/${field}`] ?? '';
    return { id, post: of('post'), duties: of('duties'), kind: of('kind') };
  });
  return { values, rows, versions };
}
