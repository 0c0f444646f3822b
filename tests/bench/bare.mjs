// A page of native inputs without any script: the floor.
import { createServer } from 'node:http';

const kinds = [
  (id) => `<input id="${id}" type="text">`,
  (id) => `<input id="${id}" type="text" inputmode="numeric">`,
  (id) => `<input id="${id}" type="date">`,
  (id) => `<select id="${id}"><option>1</option><option>2</option><option>3</option></select>`,
  (id) => `<textarea id="${id}"></textarea>`,
];

export function bare(fields) {
  const body = Array.from({ length: fields }, (_, index) =>
    `<p><label for="f${index}">字段 ${index}</label>${kinds[index % kinds.length](`f${index}`)}</p>`).join('');
  const page = `<!doctype html><meta charset="utf-8"><title>bare</title><form>${body}</form>`;
  return new Promise((resolve) => {
    const server = createServer((_, answer) => {
      answer.writeHead(200, { 'Content-Type': 'text/html' });
      answer.end(page);
    });
    server.listen(0, '127.0.0.1', () => {
      resolve({ url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() });
    });
  });
}
