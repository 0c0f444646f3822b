// One socket: what is heard of a client, and what is said to it.

import { Forbidden, ResetConnection, Unauthorized } from "@hocuspocus/common";
import { MessageType } from "@hocuspocus/server";
import { removeAwarenessStates } from "y-protocols/awareness";
import { movedTo } from "./backend.js";
import * as frames from "./frame.js";
import { Line } from "./line.js";

export class Seat {
  /** Connections to documents by key, once they are open. */
  connections = new Map();
  /** Names of documents to which it was let in, and which are not open yet. */
  admitted = new Set();
  #socket;
  #setting;
  #client;
  #line;
  #isHeard = true;
  #isOver = false;

  constructor(socket, request, setting) {
    this.#socket = socket;
    this.#setting = setting;
    this.cookie = request.headers.cookie;
    this.#line = new Line(this, setting);
    // The cookie stays here: no hook and no extension needs it.
    const address = new Request(`http://localhost${request.url}`);
    this.#client = setting.hocuspocus.handleConnection(this.#mouth(), address, { seat: this });
    socket.on("message", (data, isBinary) => this.#hear(data, isBinary));
    socket.on("pong", () => (this.#isHeard = true));
    socket.on("error", () => {});
  }

  /** Ends it: the client connects anew, unless it is told that nobody is signed in. */
  close({ code, reason } = ResetConnection) {
    this.#isOver = true;
    this.#socket.close(code, reason);
  }

  /** Ends when all that came is stored, or cannot be. */
  settle() {
    return this.#line.settle();
  }

  /** The socket is closed: what came is still stored before Hocuspocus is told. */
  async closed(event) {
    await this.settle();
    this.#client.handleClose(event);
  }

  /** What Hocuspocus writes to. Where a document to which somebody was let in cannot be loaded,
   * it says that they may not: they are to connect anew instead. */
  #mouth() {
    const socket = this.#socket;
    return {
      send: (bytes) => {
        const denied = this.admitted.size > 0 ? frames.denied(bytes) : null;
        if (denied !== null && this.admitted.has(denied.split("\0", 1)[0])) this.close();
        else socket.send(bytes);
      },
      close: (code, reason) => this.close({ code, reason }),
      get readyState() {
        return socket.readyState;
      },
    };
  }

  /** Asks whether the client is there; one that did not answer the last time is not. */
  ping() {
    if (!this.#isHeard) return this.#socket.terminate();
    this.#isHeard = false;
    this.#socket.ping();
  }

  /** Looks up anew what it may do in its documents. */
  async recheck() {
    for (const key of [...this.connections.keys()]) await this.regrant(key);
  }

  #hear(data, isBinary) {
    if (this.#isOver) return;
    this.#isHeard = true;
    let frame;
    // Signs of life without a name, which Hocuspocus 4.7 itself would take for nonsense.
    if (isBinary && data.length === 1) {
      if (data[0] === MessageType.Ping) this.#socket.send(new Uint8Array([MessageType.Pong]));
      return;
    }
    try {
      if (!isBinary) throw new Error("a text");
      frame = frames.read(new Uint8Array(data));
      if (frame.type === MessageType.Awareness) return this.#show(frame);
    } catch {
      return this.close();
    }
    if (this.#line.push(frame)) this.#socket.pause();
  }

  /** Who goes is told to the others: Hocuspocus passes on only who is there. */
  #show(frame) {
    this.#client.handleMessage(frame.bytes);
    const connection = this.connections.get(frame.key);
    if (!connection) return;
    const own = connection.document.getClients(connection);
    const gone = frames.gone(frame.bytes).filter((client) => own.has(client));
    if (gone.length > 0) {
      removeAwarenessStates(connection.document.awareness, gone, { source: "connection", connection });
    }
  }

  /** Reads on of the socket, after there was too much. */
  resume() {
    if (this.#socket.isPaused) this.#socket.resume();
  }

  /** Hands frames on to Hocuspocus. */
  handOver(taken) {
    if (!this.#isOver) for (const frame of taken) this.#client.handleMessage(frame.bytes);
  }

  /** Says that what frames bring was not taken. */
  refuse(taken) {
    if (!this.#isOver) for (const { key } of taken) this.#socket.send(frames.refused(key));
  }

  /** Lets what somebody may do in a document take effect. */
  async regrant(key) {
    const connection = this.connections.get(key);
    if (!connection || this.#isOver) return;
    const { status, grant, epoch } = await this.#setting.backend.grant(this.cookie, connection.document.name);
    const moved = status === 200 && movedTo(connection.document.name, epoch);
    if (status === 401) this.close(Unauthorized);
    else if (status === 404) connection.close(Forbidden);
    else if (moved) connection.close({ ...ResetConnection, reason: moved });
    else if (status === 200 && connection.readOnly !== (grant !== "write")) {
      connection.readOnly = grant !== "write";
      connection.send(frames.mayOnlyRead(key, connection.readOnly));
    }
  }
}
