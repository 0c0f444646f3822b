// The reference backend as a process that can be killed and started again on its data.
import { spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

const FROM_APP = { 'X-Bangban-Request': '1', 'Content-Type': 'application/json' };
const OCTETS = { 'X-Bangban-Request': '1', 'Content-Type': 'application/octet-stream' };

export class Server {
  #child = null;
  #cookies = new Map();

  /** `more`: further words of its command line. */
  constructor(folder, more = []) {
    this.more = more;
    this.data = join(folder, 'server');
    this.log = openSync(join(folder, 'server.log'), 'a');
  }

  async start() {
    this.port ??= await freePort();
    const app = process.env.BANGBAN_APP ?? 'dist';
    const program = process.env.BANGBAN_SERVER ?? 'target/serve/bangban-server';
    const how = ['--listen', `127.0.0.1:${this.port}`, '--data', this.data, '--app', app, '--demo', ...this.more];
    this.#child = spawn(program, how, { stdio: ['ignore', this.log, this.log] });
    for (let tries = 0; tries < 300; tries += 1) {
      const well = await fetch(`${this.url}/health`).then((answer) => answer.ok, () => false);
      if (well) return this;
      await new Promise((wake) => setTimeout(wake, 50));
    }
    throw new Error('the server does not answer');
  }

  get url() {
    return `http://127.0.0.1:${this.port}/api/v1`;
  }

  get pid() {
    return this.#child.pid;
  }

  /** Ends it as a power cut would. */
  async kill() {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((done) => child.once('exit', done));
    child.kill('SIGKILL');
    await gone;
  }

  /** Signs in a demo identity; the session's cookie. */
  async signIn(identity) {
    const body = JSON.stringify({ identity });
    const answer = await fetch(`${this.url}/session`, { method: 'POST', headers: FROM_APP, body });
    if (!answer.ok) throw new Error(`signing in: ${answer.status}`);
    return answer.headers.getSetCookie()[0].split(';')[0];
  }

  async #as(identity, headers) {
    if (!this.#cookies.has(identity)) this.#cookies.set(identity, await this.signIn(identity));
    return { ...headers, Cookie: this.#cookies.get(identity) };
  }

  /** What it answers that identity. */
  async ask(identity, method, path, body) {
    const headers = await this.#as(identity, FROM_APP);
    const answer = await fetch(`${this.url}${path}`, { method, headers, body: body && JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }

  /** Stores a body of updates, until it says that it has; it may be killed meanwhile. */
  async store(identity, filing, document, body) {
    const headers = await this.#as(identity, OCTETS);
    for (let tries = 0; tries < 100; tries += 1) {
      const address = `${this.url}/filings/${filing}/documents/${document}/updates`;
      const answer = await fetch(address, { method: 'POST', headers, body }).catch(() => null);
      if (answer?.ok) return;
      await new Promise((wake) => setTimeout(wake, 100));
    }
    throw new Error(`updates of ${document} are not taken`);
  }

  /** The name of a document in its current epoch; the server may be killed meanwhile. */
  async current(identity, filing, document) {
    const headers = await this.#as(identity, FROM_APP);
    for (let tries = 0; tries < 100; tries += 1) {
      const answer = await fetch(`${this.url}/filings/${filing}/documents/${document}/updates?after=0&wait=0`, { headers }).catch(() => null);
      if (answer?.ok) {
        const epoch = Number(answer.headers.get('x-bangban-epoch') ?? 0);
        return epoch > 0 ? `${document}@${epoch}` : document;
      }
      await new Promise((wake) => setTimeout(wake, 100));
    }
    throw new Error(`the epoch of ${document} is not told`);
  }

  /** All updates of a document that its database has in its current epoch, as that identity reads
   * them: length and bytes, one after the other. */
  async updates(identity, filing, document) {
    const headers = await this.#as(identity, FROM_APP);
    const all = [];
    for (let after = 0; ; ) {
      const address = `${this.url}/filings/${filing}/documents/${document}/updates?after=${after}&wait=0`;
      const answer = await fetch(address, { headers });
      if (!answer.ok) throw new Error(`updates of ${document}: ${answer.status}`);
      const epoch = Number(answer.headers.get('x-bangban-epoch') ?? 0);
      if (epoch > Number(document.split('@')[1] ?? 0)) return this.updates(identity, filing, `${document.split('@')[0]}@${epoch}`);
      all.push(Buffer.from(await answer.arrayBuffer()));
      const cursor = Number(answer.headers.get('x-bangban-cursor') ?? after);
      if (all.at(-1).length === 0 || cursor <= after) return Buffer.concat(all);
      after = cursor;
    }
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
