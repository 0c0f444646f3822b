// The floor: a page of the same native inputs as the measuring forms, without any script.
import { createServer } from 'node:http';

/** The kinds of `crates/server/src/bench_forms.rs`, in its order. */
const KINDS = [
  (id) => radios(id),
  (id) => one(id, `<input id="${id}" name="${id}" type="text">`),
  (id) => one(id, `<input id="${id}" name="${id}" type="text" inputmode="numeric">`),
  (id) => one(id, `<input id="${id}" name="${id}" type="text" inputmode="decimal">`),
  (id) => one(id, `<input id="${id}" name="${id}" type="date">`),
  (id) => one(id, `<select id="${id}" name="${id}"><option value="">请选择<option value="a">甲类<option value="b">乙类<option value="c">丙类</select>`),
  (id) => one(id, `<input id="${id}" name="${id}" type="tel">`),
  (id) => one(id, `<input id="${id}" name="${id}" type="text">`),
  (id) => one(id, `<textarea id="${id}" name="${id}" rows="4"></textarea>`),
  (id) => one(id, `<input id="${id}" name="${id}" type="email">`),
];

const one = (id, control) => `<div class="field"><label for="${id}">字段 ${id}</label>${control}</div>`;
const radios = (id) => `<div class="field"><fieldset><legend>字段 ${id}</legend>`
  + `<label><input type="radio" name="${id}" value="true">是</label>`
  + `<label><input type="radio" name="${id}" value="false">否</label></fieldset></div>`;

function form(fields) {
  const all = Array.from({ length: fields }, (_, at) => KINDS[at % KINDS.length](`f${at}`)).join('\n');
  return `<form class="form">${all}</form>`;
}

const page = (body) => `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">`
  + `<title>bare</title><link rel="icon" href="data:,">${body}</html>`;

/** Serves `/<fields>`, the page of so many inputs, and `/`, a page to come from. */
export function serveBare() {
  const server = createServer((asked, answer) => {
    const fields = Number(asked.url.slice(1));
    const body = fields > 0 ? form(fields) : [20, 200, 2000].map((count) => `<a href="/${count}">${count}</a> `).join('');
    answer.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' });
    answer.end(page(body));
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve({ url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() });
    });
  });
}
