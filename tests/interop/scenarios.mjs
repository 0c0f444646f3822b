// What the peers do. Each scenario plays with a recorder and gives back how to end it.

import { OutgoingMessage } from "@hocuspocus/server";
import * as Y from "yjs";

import { connect, connection, finish, serve, settle, until } from "./stage.mjs";

const name = "filing/2026-0001/answers";
/** Beyond the basic plane: a rare Han of extension B, one of C, and an emoji of several. */
const rare = "𠮷野家 𬭚 👨‍👩‍👧";

async function synced(provider) {
  await until("synced", () => provider.synced);
}

/** A server with one watched provider that is let in and has synced. */
async function opened(record, { server: configuration, ...more } = {}) {
  const server = await serve(configuration);
  const provider = connect(server, {
    name, client: 101, token: "writer", Socket: record.Socket, ...more,
  });
  await synced(provider);
  await settle(record);
  return { server, provider };
}

export const scenarios = {
  "read-write": {
    about: "A writer is let in, syncs, types and deletes.",
    async play(record) {
      const { server, provider } = await opened(record);
      const text = provider.document.getText("reason");
      text.insert(0, rare);
      await settle(record);
      text.delete(0, 2);
      await settle(record);
      provider.document.getMap("answers").set("org/name", "津港物流示例公司");
      return () => finish(server, provider);
    },
  },

  readonly: {
    about: "A reader is let in; what it types is refused.",
    async play(record) {
      const { server, provider } = await opened(record, { token: "reader" });
      provider.document.getText("reason").insert(0, "不该写入");
      return () => finish(server, provider);
    },
  },

  "readonly-merged": {
    about: "A reader brings what it typed before it lost the right to write: refused.",
    async play(record) {
      const server = await serve();
      const provider = connect(server, {
        name, client: 101, token: "reader", Socket: record.Socket, awareness: null,
      });
      provider.document.getText("reason").insert(0, "离线时写的");
      await synced(provider);
      return () => finish(server, provider);
    },
  },

  "denied-reason": {
    about: "A client with an empty token is refused with a reason.",
    async play(record) {
      const server = await serve();
      const provider = connect(server, { name, client: 101, token: null, Socket: record.Socket });
      return () => finish(server, provider);
    },
  },

  denied: {
    about: "A client is refused without a reason of the server's own.",
    async play(record) {
      const server = await serve();
      const provider = connect(server, {
        name, client: 101, token: "过期令牌", Socket: record.Socket,
      });
      return () => finish(server, provider);
    },
  },

  others: {
    about: "Someone else is there before, types, moves on and leaves.",
    async play(record) {
      const server = await serve();
      const other = connect(server, {
        name, client: Number.MAX_SAFE_INTEGER, token: "writer",
      });
      await synced(other);
      other.document.getText("reason").insert(0, "因生产特点");
      other.setAwarenessField("user", { name: "帮办员 🙋", field: "reason" });
      await until("stored", () => !other.hasUnsyncedChanges);
      const provider = connect(server, {
        name, client: 101, token: "writer", Socket: record.Socket,
      });
      await synced(provider);
      await settle(record);
      other.document.getText("reason").insert(5, rare);
      await settle(record);
      other.setAwarenessField("user", { name: "帮办员 🙋", field: "org/name" });
      await settle(record);
      other.destroy();
      await settle(record);
      return () => finish(server, provider, other);
    },
  },

  awareness: {
    about: "A client shows itself, hides, and is asked who is there.",
    async play(record) {
      const { server, provider } = await opened(record, { client: 4_294_967_295 });
      provider.setAwarenessField("user", { name: `申请人${rare}`, field: "posts/r1/count" });
      await settle(record);
      provider.awareness.setLocalState(null);
      await settle(record);
      provider.awareness.setLocalState({ user: null });
      await settle(record);
      const query = new OutgoingMessage(name).writeQueryAwareness().toUint8Array();
      connection(server, name).send(query);
      return () => finish(server, provider);
    },
  },

  stateless: {
    about: "Texts beside the document: from the client, to it, to everyone, and an empty one.",
    async play(record) {
      const { server, provider } = await opened(record);
      provider.sendStateless(JSON.stringify({ ask: "求助", where: rare }));
      await settle(record);
      connection(server, name).sendStateless("排队第 2 位");
      await settle(record);
      server.hocuspocus.documents.get(name).broadcastStateless("x".repeat(200));
      await settle(record);
      provider.sendStateless("");
      return () => finish(server, provider);
    },
  },

  "token-request": {
    about: "The server asks for the token again and gets it.",
    async play(record) {
      const { server, provider } = await opened(record);
      connection(server, name).requestToken();
      return () => finish(server, provider);
    },
  },

  ping: {
    about:
      "A ping, sent by hand as this server version sends none; the provider answers it, and the " +
      "server does not know the answer and closes the socket.",
    async play(record) {
      const { server, provider } = await opened(record);
      connection(server, name).webSocket.send(new Uint8Array([9]));
      await until("closed", () => record.closed);
      return () => finish(server, provider);
    },
  },

  "close-client": {
    about: "The client closes the document.",
    async play(record) {
      const { server, provider } = await opened(record);
      provider.detach();
      return () => finish(server, provider);
    },
  },

  "close-server": {
    about: "The server closes the document; the socket stays open.",
    async play(record) {
      const { server, provider } = await opened(record);
      server.hocuspocus.closeConnections(name);
      return () => finish(server, provider);
    },
  },

  session: {
    about: "A document with a session in its name.",
    async play(record) {
      const { server, provider } = await opened(record, {
        sessionAwareness: true, session: "窗口3",
      });
      provider.document.getText("reason").insert(0, "甲");
      return () => finish(server, provider);
    },
  },

  "long-name": {
    about: "A name and a payload whose lengths take two bytes.",
    async play(record) {
      const { server, provider } = await opened(record, { name: `filing/${"件".repeat(60)}` });
      provider.document.getText("reason").insert(0, "长".repeat(60));
      return () => finish(server, provider);
    },
  },

  merged: {
    about: "A client that was offline brings what it did; the server has something too.",
    async play(record) {
      const server = await serve();
      const other = connect(server, { name, client: 202, token: "writer" });
      await synced(other);
      other.document.getMap("answers").set("org/uscc", "91120116MA00000000");
      await until("stored", () => !other.hasUnsyncedChanges);
      const offline = new Y.Doc();
      offline.clientID = 103;
      offline.getMap("answers").set("org/name", rare);
      const provider = connect(server, {
        name, client: 101, token: "writer", Socket: record.Socket, awareness: null,
      });
      Y.applyUpdate(provider.document, Y.encodeStateAsUpdate(offline), provider);
      await synced(provider);
      return () => finish(server, provider, other);
    },
  },

  "too-big": {
    about: "A frame beyond what the server's socket takes.",
    async play(record) {
      const { server, provider } = await opened(record, {
        server: { websocketOptions: { maxPayload: 1_024 } },
      });
      provider.sendStateless("x".repeat(1_100));
      await until("closed", () => record.closed);
      return () => finish(server, provider);
    },
  },

  "too-many": {
    about: "More before authentication than the server keeps waiting.",
    async play(record) {
      const slow = { maxUnauthenticatedQueueMessages: 2, onConnect: () => settle(record) };
      const server = await serve(slow);
      const provider = connect(server, {
        name, client: 101, token: "writer", Socket: record.Socket,
      });
      await until("open", () => record.frames.length > 2);
      provider.sendStateless("还没有进门");
      await until("closed", () => record.closed);
      return () => finish(server, provider);
    },
  },

  timeout: {
    about: "Nobody authenticates in time.",
    async play(record) {
      const server = await serve({ timeout: 400 });
      const never = () => new Promise(() => {});
      const provider = connect(server, {
        name, client: 101, token: never, Socket: record.Socket,
      });
      await until("closed", () => record.closed);
      return () => finish(server, provider);
    },
  },

  servers: {
    about: "Frames that only servers send each other, as the server's own writer makes them.",
    async play(record) {
      const document = new Y.Doc();
      document.clientID = 101;
      document.getText("reason").insert(0, rare);
      const write = () => new OutgoingMessage(name);
      const frames = [
        write().createSyncReplyMessage().writeFirstSyncStepFor(document),
        write().createSyncReplyMessage().writeUpdate(Y.encodeStateAsUpdate(document)),
        write().writeBroadcastStateless(rare),
      ];
      for (const frame of frames) record.add("servers", frame.toUint8Array());
    },
  },
};
