// What a socket brings, in its order. What brings an update goes to the backend first, and to
// Hocuspocus when it is stored there: so what Hocuspocus acknowledges and relays is stored, and by
// whom the backend knows.

import { Unauthorized } from "@hocuspocus/common";
import * as Y from "yjs";

const sleep = (time) => new Promise((wake) => setTimeout(wake, time));

export class Line {
  #seat;
  #backend;
  #settings;
  #waiting = [];
  #bytes = 0;
  #work = null;
  #lastRequest = 0;

  constructor(seat, { backend, settings }) {
    this.#seat = seat;
    this.#backend = backend;
    this.#settings = settings;
  }

  /** Adds a frame; whether that is as much as may wait. */
  push(frame) {
    this.#waiting.push(frame);
    this.#bytes += frame.bytes.length;
    this.#work ??= this.#run();
    const { waiting, waitingBytes } = this.#settings;
    return this.#waiting.length > waiting || this.#bytes > waitingBytes;
  }

  /** Ends when all that came is stored, or cannot be. */
  async settle() {
    while (this.#work) await this.#work;
  }

  async #run() {
    // Not before `#work` is set.
    await null;
    try {
      while (this.#waiting.length > 0) {
        if (this.#isToBeStored(this.#waiting[0])) await this.#store();
        else this.#seat.handOver(this.#take(1));
      }
    } catch (error) {
      // The backend does not answer: the client keeps what it has, and brings it again.
      console.error(`not stored: ${error.cause?.code ?? error.message}`);
      this.#take(this.#waiting.length);
      this.#seat.close();
    }
    this.#work = null;
  }

  #take(count) {
    const taken = this.#waiting.splice(0, count);
    for (const frame of taken) this.#bytes -= frame.bytes.length;
    this.#seat.resume();
    return taken;
  }

  /** Not what a reader brings, which Hocuspocus refuses, and not what is there already: an answer
   * to what the server lacks always tells of all that was deleted. */
  #isToBeStored(frame) {
    if (!frame.update) return false;
    const connection = this.#seat.connections.get(frame.key);
    if (!connection) return true;
    if (connection.readOnly) return false;
    return !frame.isAnswer || !knows(connection.document, frame.update);
  }

  /** Stores what begins the line, and what of the same document waits behind it. */
  async #store() {
    const { pace, batch, batchBytes } = this.#settings;
    const early = this.#lastRequest + pace - Date.now();
    if (early > 0) await sleep(early);
    let bytes = 0;
    const key = this.#waiting[0].key;
    const goes = (frame) => frame.key === key && this.#isToBeStored(frame) && (bytes += frame.bytes.length) <= batchBytes;
    let count = 1;
    while (count < Math.min(this.#waiting.length, batch) && goes(this.#waiting[count])) count += 1;
    const taken = this.#take(count);
    await this.#append(taken);
  }

  async #append(taken) {
    const [{ key, name }] = taken;
    const updates = taken.map((frame) => frame.update);
    const { status, retryAfter } = await this.#post(name, updates);
    switch (status) {
      case 204:
        return this.#seat.handOver(taken);
      case 401:
        return this.#seat.close(Unauthorized);
      case 403:
      case 404:
        await this.#seat.regrant(key);
        return this.#seat.refuse(taken);
      case 429:
        await sleep(1_000 * Math.min(Math.max(retryAfter, 0.2), 10));
        return this.#append(taken);
      case 400:
      case 409:
      case 413:
        // One of them is at fault: the others are not to suffer for it.
        if (taken.length > 1) for (const one of taken) await this.#append([one]);
        else this.#seat.refuse(taken);
        return undefined;
      default:
        throw new Error(`the backend answers ${status}`);
    }
  }

  #post(name, updates) {
    this.#lastRequest = Date.now();
    return this.#backend.append(this.#seat.cookie, name, updates);
  }
}

function knows(document, update) {
  try {
    return Y.snapshotContainsUpdate(Y.snapshot(document), update);
  } catch {
    // Not to be read: the backend says so.
    return false;
  }
}
