// What one writes by hand with yjs and the Hocuspocus provider: a text that two people share.
import { HocuspocusProvider } from '@hocuspocus/provider';
import * as Y from 'yjs';

const asked = new URLSearchParams(location.search);
const area = document.querySelector('textarea');
const doc = new Y.Doc();
const text = doc.getText(asked.get('text'));
new HocuspocusProvider({ url: asked.get('socket'), name: asked.get('document'), token: '', document: doc });

area.addEventListener('input', () => {
  const [before, now] = [text.toString(), area.value];
  let from = 0;
  while (from < before.length && before[from] === now[from]) from += 1;
  let [end, newEnd] = [before.length, now.length];
  while (end > from && newEnd > from && before[end - 1] === now[newEnd - 1]) [end, newEnd] = [end - 1, newEnd - 1];
  doc.transact(() => {
    if (end > from) text.delete(from, end - from);
    if (newEnd > from) text.insert(from, now.slice(from, newEnd));
  }, area);
});

text.observe((event) => {
  if (event.transaction.origin === area) return;
  let [start, end] = [area.selectionStart, area.selectionEnd];
  let at = 0;
  for (const { retain = 0, insert = '', delete: gone = 0 } of event.delta) {
    at += retain;
    const moved = (caret) => (caret <= at ? caret : Math.max(at, caret - gone) + insert.length);
    [start, end] = [moved(start), moved(end)];
    at += insert.length;
  }
  area.value = text.toString();
  area.setSelectionRange(start, end);
});
