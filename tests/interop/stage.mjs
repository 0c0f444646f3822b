// A server on a free port of loopback, and providers that connect to it.

import { HocuspocusProvider, HocuspocusProviderWebsocket } from "@hocuspocus/provider";
import { Server } from "@hocuspocus/server";
import { WebSocket } from "ws";
import * as Y from "yjs";

const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));

/** Waits until something holds. */
export async function until(what, holds) {
  for (let waited = 0; !holds(); waited += 10) {
    if (waited > 10_000) throw new Error(`never: ${what}`);
    await pause(10);
  }
}

/** Waits until the watched socket has been silent for a moment. */
export async function settle(record) {
  for (let seen = -1; seen !== record.frames.length; ) {
    seen = record.frames.length;
    await pause(150);
  }
}

/** A server: `writer` may write, `reader` may read, nobody else comes in. */
export async function serve(configuration = {}) {
  const server = new Server({
    address: "127.0.0.1",
    port: 0,
    quiet: true,
    stopOnSignals: false,
    async onAuthenticate({ token, connectionConfig }) {
      if (token === "writer") return;
      if (token === "reader") connectionConfig.readOnly = true;
      else if (token === "") throw { reason: "请先登录" };
      else throw new Error("no reason for the client");
    },
    ...configuration,
  });
  await server.listen();
  return server;
}

/** A provider of one document; `Socket` is the watched class, if it is watched. */
export function connect(server, { name, client, token, Socket = WebSocket, ...more }) {
  const document = new Y.Doc();
  document.clientID = client;
  const websocketProvider = new HocuspocusProviderWebsocket({
    url: `ws://127.0.0.1:${server.address.port}`,
    WebSocketPolyfill: Socket,
    onClose: () => websocketProvider.disconnect(),
  });
  const { session, ...rest } = more;
  const provider = new HocuspocusProvider({ name, document, token, websocketProvider, ...rest });
  if (session) provider.sessionId = session;
  provider.attach();
  return provider;
}

/** The server's side of the first connection to a document. */
export function connection(server, name) {
  return [...server.hocuspocus.documents.get(name).connections.keys()][0];
}

/** Ends providers and then the server. */
export async function finish(server, ...providers) {
  for (const provider of providers) {
    provider.destroy();
    provider.configuration.websocketProvider.destroy();
  }
  await pause(50);
  server.httpServer.closeAllConnections();
  await Promise.race([server.destroy(), pause(1_000)]);
}
