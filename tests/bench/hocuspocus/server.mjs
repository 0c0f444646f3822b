// The real Hocuspocus to measure beside, a process of its own: `node server.mjs memory` keeps
// documents in memory alone; `node server.mjs FILE` stores each update in the file,
// synced to the disk, before Hocuspocus acknowledges and relays it. Prints its port.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Log } from './log.mjs';

/** The packages that `tests/interop` pins. */
const pinned = createRequire(new URL('../../interop/package.json', import.meta.url));
const load = (name) => import(pathToFileURL(pinned.resolve(name)).href);

const { Server } = await load('@hocuspocus/server');
const where = process.argv[2];
const log = where === 'memory' ? null : new Log(where);

/** Steps of the sync protocol that bring an update. */
const BRINGS = new Set([1, 2]);

const server = new Server({
  address: '127.0.0.1',
  port: 0,
  quiet: true,
  // Its own way, at the end of a turn of the event loop, is hardly ever with so many sockets:
  // libuv goes on reading as long as a thousand of them have something.
  flushDelay: false,
  stopOnSignals: false,
  ...(log && {
    async beforeSync({ documentName, type, payload }) {
      if (BRINGS.has(type)) await log.append(documentName, payload);
    },
  }),
});
await server.listen();
console.log(server.address.port);
