// A file to which updates are appended. What waits while the disk is busy goes together with the
// next: the cheapest way to keep a promise that something is stored.
import { fdatasync, openSync, write } from 'node:fs';
import { promisify } from 'node:util';

const writeAll = promisify(write);
const sync = promisify(fdatasync);

export class Log {
  #file;
  #waiting = [];
  #isWriting = false;

  constructor(path) {
    this.#file = openSync(path, 'a');
  }

  /** Ends when it is on the disk. */
  append(name, bytes) {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ name, bytes, resolve, reject });
      if (!this.#isWriting) this.#write();
    });
  }

  async #write() {
    this.#isWriting = true;
    while (this.#waiting.length > 0) {
      const taken = this.#waiting.splice(0);
      try {
        const whole = Buffer.concat(taken.flatMap(record));
        const { bytesWritten } = await writeAll(this.#file, whole);
        if (bytesWritten < whole.length) throw new Error('the disk is full');
        await sync(this.#file);
        for (const { resolve } of taken) resolve();
      } catch (error) {
        for (const { reject } of taken) reject(error);
      }
    }
    this.#isWriting = false;
  }
}

/** Lengths, name, bytes. */
function record({ name, bytes }) {
  const head = Buffer.alloc(6);
  const text = Buffer.from(name);
  head.writeUInt16LE(text.length, 0);
  head.writeUInt32LE(bytes.length, 2);
  return [head, text, bytes];
}
