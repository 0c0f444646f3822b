// The real provider against the reference backend, in demo mode: `BANGBAN_URL=… npm run relay`.

import assert from "node:assert/strict";
import { HocuspocusProvider, HocuspocusProviderWebsocket } from "@hocuspocus/provider";
import { WebSocket } from "ws";
import * as Y from "yjs";
import { until } from "./stage.mjs";

const base = process.env.BANGBAN_URL ?? "http://127.0.0.1:8080";
const api = `${base}/api/v1`;
const headers = { "x-bangban-request": "1", "content-type": "application/json" };

/** Asks as the app does. */
async function ask(method, path, body, cookie = "") {
  const init = { method, headers: { ...headers, cookie }, body: body && JSON.stringify(body) };
  const answer = await fetch(api + path, init);
  assert.ok(answer.ok, `${method} ${path}: ${answer.status}`);
  return answer;
}

const signed = await ask("POST", "/session", { identity: "wang" });
const cookie = signed.headers.get("set-cookie").split(";")[0];
const begun = await ask("POST", "/filings", { item: "special-working-hours.new" }, cookie);
const { id } = await begun.json();

/** A socket as a page of the app opens it. */
class Socket extends WebSocket {
  constructor(url) {
    super(url, { headers: { cookie, origin: base } });
  }
}

/** A provider of one document with an empty token: the cookie says who it is. */
function connect(name) {
  const url = `${api.replace("http", "ws")}/realtime`;
  const socket = new HocuspocusProviderWebsocket({ url, WebSocketPolyfill: Socket });
  const heard = [];
  const provider = new HocuspocusProvider({
    name,
    token: "",
    document: new Y.Doc(),
    websocketProvider: socket,
    onAuthenticated: ({ scope }) => heard.push(scope),
    onAuthenticationFailed: ({ reason }) => heard.push(reason),
  });
  provider.attach();
  const text = () => provider.document.getText("text:reason");
  return { provider, socket, heard, text };
}

const [one, two, denied] = ["answers", "answers", "other"].map((part) => connect(`${id}/${part}`));
await until("both are synced", () => one.provider.isSynced && two.provider.isSynced);
await until("the third is denied", () => denied.heard.length > 0);
assert.deepEqual([one.heard, denied.heard], [["read-write"], ["permission-denied"]]);

one.text().insert(0, "因生产特点𠮷");
two.provider.document.getMap("values").set("org/name", "示例公司");
await until("all is acknowledged", () => !one.provider.hasUnsyncedChanges && !two.provider.hasUnsyncedChanges);
await until("the text is there", () => two.text().toString() === "因生产特点𠮷");
await until("the value is there", () => one.provider.document.getMap("values").has("org/name"));

one.provider.setAwarenessField("field", "org/name");
one.provider.setAwarenessField("user", { name: "forged" });
const shown = () => two.provider.awareness.getStates().get(one.provider.document.clientID);
await until("it is seen", () => shown()?.field === "org/name");
assert.notEqual(shown().user.name, "forged");

one.socket.disconnect();
await until("it is disconnected", () => one.socket.status === "disconnected");
one.text().insert(0, "离线");
one.socket.connect();
await until("what was typed offline is there", () => two.text().toString().startsWith("离线"));
await until("it is acknowledged", () => !one.provider.hasUnsyncedChanges);

const rest = await ask("GET", `/filings/${id}/documents/answers/updates`, undefined, cookie);
assert.ok(Number(rest.headers.get("x-bangban-cursor")) > 0);

let code;
one.socket.on("close", ({ event }) => (code ??= event.code));
await ask("DELETE", "/session", undefined, cookie);
await until("the end of the session closes the socket", () => code === 4401);
console.log("The real provider and the reference backend understand each other.");
process.exit(0);
