// A bad network between a browser and the server: it refuses, falls silent, or breaks a socket in
// the middle of a frame.
import { connect, createServer } from 'node:net';

export class Proxy {
  #server;
  #links = new Set();
  #mode = 'open';
  #cut = null;
  /** Sockets that were broken in the middle of a frame. */
  cuts = 0;

  constructor(target) {
    this.target = target;
  }

  async start() {
    this.#server = createServer((near) => this.#link(near));
    await new Promise((ready) => this.#server.listen(0, '127.0.0.1', ready));
    this.port = this.#server.address().port;
    return this;
  }

  /** `open`, `closed` (refuses all), or `silent` (takes everything and passes nothing on). */
  set mode(mode) {
    this.#mode = mode;
    for (const link of this.#links) {
      if (mode === 'closed') this.#end(link);
      for (const side of [link.near, link.far]) {
        if (mode === 'silent') side.pause();
        else side.resume();
      }
    }
  }

  /** Breaks the next socket that passes bytes on in a direction, after a part of them. */
  cutNext(up, part) {
    this.#cut = { up, part };
  }

  /** Nothing is to be broken any more. */
  spare() {
    this.#cut = null;
  }

  close() {
    for (const link of this.#links) this.#end(link);
    this.#server.close();
  }

  #link(near) {
    if (this.#mode === 'closed') return near.destroy();
    const far = connect(this.target, '127.0.0.1');
    const link = { near, far, isSocket: false };
    this.#links.add(link);
    for (const side of [near, far]) {
      side.setNoDelay(true);
      side.on('error', () => this.#end(link));
      side.on('close', () => this.#end(link));
    }
    near.on('data', (bytes) => {
      link.isSocket ||= bytes.toString('latin1', 0, 2000).includes('\r\nUpgrade: websocket');
      this.#pass(link, bytes, true);
    });
    far.on('data', (bytes) => this.#pass(link, bytes, false));
    if (this.#mode === 'silent') near.pause();
  }

  #pass(link, bytes, up) {
    const to = up ? link.far : link.near;
    const isFrame = link.isSocket && !bytes.toString('latin1', 0, 8).match(/^(GET|HTTP)/);
    if (this.#cut && this.#cut.up === up && isFrame && bytes.length > 1) {
      const length = 1 + Math.floor(this.#cut.part * (bytes.length - 1));
      this.#cut = null;
      this.cuts += 1;
      to.write(bytes.subarray(0, length), () => this.#end(link));
      return;
    }
    to.write(bytes);
  }

  #end(link) {
    this.#links.delete(link);
    link.near.destroy();
    link.far.destroy();
  }
}
