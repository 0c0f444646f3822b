// The documents: loaded from the backend, and followed there as long as they are open, so that
// what came by plain requests, or over another server, is on every screen.

import * as Y from "yjs";

/** What the backend has stored is not stored again. */
const STORED = { source: "local", skipStoreHooks: true };
const PAUSE = 2_000;

export class Documents {
  #backend;
  #wait;
  /** How to end following, by document. */
  #followed = new Map();
  #cursors = new WeakMap();

  constructor(backend, { wait }) {
    this.#backend = backend;
    this.#wait = wait;
  }

  /** Reads all of a document, for a seat that may. */
  async load(name, document, seat) {
    let cursor = 0;
    for (;;) {
      const read = await this.#backend.read(seat.cookie, name, cursor);
      if (read.status === 204) break;
      if (read.status !== 200) throw new Error(`the backend answers ${read.status}`);
      for (const update of read.updates) Y.applyUpdate(document, update, STORED);
      cursor = read.cursor;
    }
    this.#cursors.set(document, cursor);
  }

  /** Follows a document, once somebody is in it, until it is unloaded. */
  follow(name, document) {
    if (this.#followed.has(document)) return;
    const end = new AbortController();
    this.#followed.set(document, end);
    document.once("destroy", () => {
      this.#followed.delete(document);
      end.abort();
    });
    this.#run(name, document, end.signal).catch((error) => console.error(`not followed: ${error.message}`));
  }

  /** Follows nothing any more. */
  end() {
    this.#followed.forEach((end) => end.abort());
  }

  async #run(name, document, end) {
    let cursor = this.#cursors.get(document) ?? 0;
    let turn = 0;
    while (!end.aborted) {
      // Asked for by one of those who are there, each in turn: any may lose the right to.
      const there = document.getConnections();
      const seat = there.length > 0 ? there[turn++ % there.length].context.seat : null;
      const read = seat && (await this.#backend.read(seat.cookie, name, cursor, this.#wait, end).catch(() => null));
      for (const update of read?.updates ?? []) Y.applyUpdate(document, update, STORED);
      cursor = read?.cursor ?? cursor;
      const isWell = read && (read.status === 200 || read.status === 204);
      if (read && !isWell && read.status !== 429) await seat.recheck().catch(() => {});
      if (!isWell) await pause(end);
    }
  }
}

function pause(end) {
  if (end.aborted) return undefined;
  return new Promise((wake) => {
    const timer = setTimeout(wake, PAUSE);
    end.addEventListener("abort", () => (clearTimeout(timer), wake()), { once: true });
  });
}
