// Serves the plain page under the backend's own origin, so that it passes the same checks as the
// app; the packages are those that `tests/interop` pins.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const PATH = '/bench-plain/';
const HERE = new URL('./', import.meta.url);
const PACKAGES = new URL('../../interop/node_modules/', import.meta.url);

const ENTRIES = {
  '@hocuspocus/common': '@hocuspocus/common/dist/hocuspocus-common.esm.js',
  '@hocuspocus/provider': '@hocuspocus/provider/dist/hocuspocus-provider.esm.js',
  '@lifeomic/attempt': '@lifeomic/attempt/dist/es6/src/index.js',
  yjs: 'yjs/dist/yjs.mjs',
};
/** Where a module of these is found by its own name. */
const FOLDERS = ['lib0/', 'y-protocols/'];

const packaged = (path) => `${PATH}packages/${path}`;
const IMPORTS = Object.fromEntries([
  ...Object.entries(ENTRIES).map(([name, path]) => [name, packaged(path)]),
  ...FOLDERS.map((folder) => [folder, packaged(folder)]),
]);
const PAGE = '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
  + '<title>plain</title><link rel="icon" href="data:,"><label>说明<textarea rows="4"></textarea></label>'
  + `<script type="importmap">${JSON.stringify({ imports: IMPORTS })}</script><script type="module" src="${PATH}page.js"></script></html>`;

/** What is missing for it, in words; `null` where nothing is. */
export function missing() {
  const lost = Object.values(ENTRIES).find((path) => !existsSync(new URL(path, PACKAGES)));
  return lost ? `tests/interop/node_modules/${lost} is not there: npm ci in tests/interop` : null;
}

function file(path) {
  const url = path.startsWith('packages/') ? new URL(path.slice('packages/'.length), PACKAGES) : new URL(path, HERE);
  return readFileSync(fileURLToPath(url.pathname.endsWith('js') ? url : new URL(`${url}.js`)));
}

/** Serves it to a browser's context. */
export async function servePlain(context, base) {
  // A page that came from no address has to be allowed to reach one of this machine.
  await context.grantPermissions(['local-network-access'], { origin: base });
  await context.route(`${base}${PATH}**`, (route) => {
    const path = new URL(route.request().url()).pathname.slice(PATH.length);
    if (path === '') return route.fulfill({ contentType: 'text/html; charset=utf-8', body: PAGE });
    return route.fulfill({ contentType: 'text/javascript; charset=utf-8', body: file(path) });
  });
}

/** Its address for a text of a document. */
export function plainAddress(base, document, text) {
  const socket = `${base.replace('http', 'ws')}/api/v1/realtime`;
  return `${base}${PATH}?${new URLSearchParams({ socket, document, text })}`;
}
