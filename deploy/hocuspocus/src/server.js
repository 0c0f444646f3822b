// The server: a socket for each client, Hocuspocus behind them, the backend behind that.

import { createServer } from "node:http";
import { ResetConnection, Unauthorized } from "@hocuspocus/common";
import { Redis } from "@hocuspocus/extension-redis";
import { Hocuspocus } from "@hocuspocus/server";
import { Redis as Client } from "ioredis";
import { WebSocketServer } from "ws";
import { Backend, movedTo } from "./backend.js";
import { Documents } from "./documents.js";
import { beforeHandleAwareness } from "./presence.js";
import { Seat } from "./seat.js";

/** A refusal that the client is told and that is no fault here. */
const DENIED = { reason: "permission-denied" };

/** Starts it. `{ port, end }`. */
export async function start(settings) {
  const backend = new Backend(settings);
  const documents = new Documents(backend, settings);
  const redis = settings.redis && cluster(settings);
  const seats = new Set();
  const hocuspocus = new Hocuspocus({
    quiet: true,
    timeout: settings.silence,
    maxPendingDocuments: settings.documents,
    maxUnauthenticatedQueueSize: settings.frame,
    maxUnauthenticatedQueueMessages: settings.documents * 8,
    extensions: redis ? [redis] : [],
    beforeHandleAwareness,
    async onAuthenticate({ documentName: name, context, connectionConfig }) {
      const { seat } = context;
      const said = await backend.grant(seat.cookie, name).catch(() => ({ status: 503 }));
      if (said.status !== 200) {
        if (said.status === 401) seat.close(Unauthorized);
        else if (said.status !== 404) seat.close(ResetConnection);
        throw DENIED;
      }
      const moved = movedTo(name, said.epoch);
      if (moved) throw { reason: moved };
      connectionConfig.readOnly = said.grant !== "write";
      seat.admitted.add(name);
      return { user: said.user };
    },
    onLoadDocument: ({ documentName: name, document, context }) => documents.load(name, document, context.seat),
    async connected({ documentName: name, context, connection }) {
      context.seat.admitted.delete(name);
      documents.follow(name, connection.document);
      const key = connection.messageAddress;
      context.seat.connections.set(key, connection);
      connection.onClose(() => {
        if (context.seat.connections.get(key) === connection) context.seat.connections.delete(key);
      });
    },
  });

  let isEnding = false;
  const sockets = new WebSocketServer({ noServer: true, maxPayload: settings.frame, perMessageDeflate: false });
  const http = createServer(async (request, response) => {
    const isHealth = request.method === "GET" && request.url === "/health";
    const isWell = isHealth && !isEnding && (!redis || redis.pub.status === "ready") && (await backend.isWell().catch(() => false));
    const status = !isHealth ? 404 : isWell ? 200 : 503;
    response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" });
    response.end(JSON.stringify({ status: isWell ? "ok" : isHealth ? "unavailable" : "not-found" }));
  });
  http.on("upgrade", (request, socket, head) => {
    socket.on("error", () => {});
    const refusal = isEnding ? 503 : refused(request, settings, seats);
    if (refusal) return socket.end(`HTTP/1.1 ${refusal} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    sockets.handleUpgrade(request, socket, head, (open) => {
      // A browser does not tell a page why an upgrade was refused: it is told on the socket.
      if (!request.headers.cookie) return open.close(Unauthorized.code, Unauthorized.reason);
      const seat = new Seat(open, request, { hocuspocus, backend, settings });
      seats.add(seat);
      open.on("close", async (code, reason) => {
        seats.delete(seat);
        await seat.closed({ code, reason: reason.toString() });
      });
    });
  });

  const beats = setInterval(() => seats.forEach((seat) => seat.ping()), settings.heartbeat);
  let isChecking = false;
  const checks = setInterval(async () => {
    if (isChecking) return;
    isChecking = true;
    // Where the backend does not answer, everything stays as it is until it does.
    for (const seat of [...seats]) await seat.recheck().catch(() => {});
    isChecking = false;
  }, settings.recheck);

  await new Promise((done, fail) => http.once("error", fail).listen(settings.port, settings.host, done));

  /** Takes in no more, stores what came, and lets the clients connect elsewhere. */
  async function end() {
    isEnding = true;
    clearInterval(beats);
    clearInterval(checks);
    http.close();
    const stored = Promise.all([...seats].map((seat) => seat.settle()));
    await Promise.race([stored, new Promise((wake) => setTimeout(wake, settings.farewell))]);
    seats.forEach((seat) => seat.close(ResetConnection));
    documents.end();
    await new Promise((wake) => setTimeout(wake, 200));
    http.closeAllConnections();
    // Redis may be away.
    await hocuspocus.hooks("onDestroy", { instance: hocuspocus }).catch(() => {});
  }

  return { port: http.address().port, end };
}

/** The status with which an upgrade is refused, if it is. */
function refused({ url, headers }, settings, seats) {
  if (url.split("?", 1)[0] !== settings.path) return 404;
  // Any page may open a socket, and the browser sends the cookie along: only ours are served.
  if (!settings.origins.has(headers.origin) || headers["sec-fetch-site"] === "cross-site") return 403;
  if (seats.size >= settings.sockets) return 503;
  const same = [...seats].filter((seat) => seat.cookie === headers.cookie).length;
  return same >= settings.socketsOfSession ? 429 : null;
}

/** What keeps several instances in step. */
function cluster({ redis, redisPrefix }) {
  const createClient = () => {
    const client = new Client(redis, { maxRetriesPerRequest: 3 });
    client.on("error", (error) => console.error(`Redis: ${error.code ?? error.message}`));
    return client;
  };
  return new Redis({ createClient, prefix: redisPrefix });
}
