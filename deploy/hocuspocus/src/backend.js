// The backend's side: what somebody may do, and the documents as bytes and a cursor. Always asked
// with the cookie of the one for whom it is done, so that the backend alone decides.

import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";

/** Names of documents: nothing else goes into an address. */
const NAME = /^([A-Za-z0-9_-]{1,64})\/([a-z]{1,16}(?:@[1-9][0-9]{0,5})?)$/;
const CURSOR = "x-bangban-cursor";

/** The reason for which a document of this name is not open any more, where the backend has begun
 * it anew and it is in another epoch: the client then goes on there by itself. */
export function movedTo(name, epoch = 0) {
  const of = Number(name.split("@")[1] ?? 0);
  return of < epoch ? `moved-to-epoch ${epoch}` : null;
}

export class Backend {
  #api;
  #timeout;

  constructor({ backend, backendTimeout }) {
    this.#api = `${backend}/api/v1`;
    this.#timeout = backendTimeout;
  }

  /** Whether it answers. */
  async isWell() {
    const answer = await fetch(`${this.#api}/health`, { signal: AbortSignal.timeout(2_000) });
    await answer.body?.cancel();
    return answer.ok;
  }

  /** What the session may do in a document: `{ status, grant, user, epoch }`. */
  async grant(cookie, name) {
    const answer = await this.#ask("GET", name, "grant", cookie);
    return { status: answer.status, ...(answer.ok ? await answer.json() : await drop(answer)) };
  }

  /** The updates after a cursor: `{ status, cursor, updates }`. */
  async read(cookie, name, after, wait = 0, signal = undefined) {
    const answer = await this.#ask("GET", name, `updates?after=${after}&wait=${wait}`, cookie, { wait, signal });
    const cursor = Number(answer.headers.get(CURSOR) ?? after);
    if (answer.status !== 200) return { status: answer.status, cursor, updates: [], ...(await drop(answer)) };
    const from = decoding.createDecoder(new Uint8Array(await answer.arrayBuffer()));
    const updates = [];
    while (decoding.hasContent(from)) updates.push(decoding.readVarUint8Array(from));
    return { status: 200, cursor, updates };
  }

  /** Adds updates, all or none: stored where the status is 204. `retryAfter` is in seconds. */
  async append(cookie, name, updates) {
    const body = encoding.createEncoder();
    for (const update of updates) encoding.writeVarUint8Array(body, update);
    const answer = await this.#ask("POST", name, "updates", cookie, { body: encoding.toUint8Array(body) });
    await drop(answer);
    return { status: answer.status, retryAfter: Number(answer.headers.get("retry-after") ?? 1) };
  }

  async #ask(method, name, what, cookie, { body, wait = 0, signal } = {}) {
    const parts = NAME.exec(name);
    if (!parts) return new Response(null, { status: 404 });
    const limit = AbortSignal.timeout(this.#timeout + 1_000 * wait);
    const headers = { cookie, "x-bangban-request": "1" };
    if (body) headers["content-type"] = "application/octet-stream";
    return fetch(`${this.#api}/filings/${parts[1]}/documents/${parts[2]}/${what}`, {
      method,
      headers,
      body,
      redirect: "error",
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    });
  }
}

/** Lets go of what is not read, so that the connection can be used again. */
async function drop(answer) {
  await answer.body?.cancel();
  return {};
}
