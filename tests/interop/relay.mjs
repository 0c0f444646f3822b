// The real provider against the reference backend, in demo mode: `BANGBAN_URL=… npm run relay`;
// with `BANGBAN_REALTIME=ws://…`, against another realtime engine before the same backend.

import assert from "node:assert/strict";
import { HocuspocusProvider, HocuspocusProviderWebsocket } from "@hocuspocus/provider";
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { WebSocket } from "ws";
import * as Y from "yjs";
import { until } from "./stage.mjs";

const base = process.env.BANGBAN_URL ?? "http://127.0.0.1:8080";
const api = `${base}/api/v1`;
const realtime = process.env.BANGBAN_REALTIME ?? `${api.replace("http", "ws")}/realtime`;
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
  const socket = new HocuspocusProviderWebsocket({ url: realtime, WebSocketPolyfill: Socket });
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

// Emoji of several code points, Han beyond the basic plane; edits at the edges of surrogates.
const edits = [
  [one, two, "end", "家𬭚👨‍👩‍👧"],
  [two, one, "begin", "😀𠮷"],
  [one, two, 2, "㐂𪚥"],
  [two, one, "end", "🇨🇳é𰻝"],
];
for (const [from, to, where, what] of edits) {
  const at = { begin: 0, end: from.text().length }[where] ?? where;
  from.text().insert(at, what);
  await until(`${what} is there`, () => to.text().toString() === from.text().toString());
}
// A whole character beside another of two units each goes, and the neighbours stay whole.
const before = one.text().toString();
two.text().delete(before.indexOf("㐂𪚥") + 1, 2);
await until("a rare Han is gone", () => one.text().toString() === before.replace("𪚥", ""));
// Both at once at the same place: the same on both sides, and each insertion whole.
one.text().insert(2, "𠮷甲𠮷");
two.text().insert(2, "👩‍💻乙👩‍💻");
const isWhole = (side) => ["𠮷甲𠮷", "👩‍💻乙👩‍💻"].every((part) => side.text().toString().includes(part));
await until("both are there", () => isWhole(one) && isWhole(two) && one.text().toString() === two.text().toString());
assert.ok(one.text().toString().isWellFormed());
await until("all is acknowledged", () => !one.provider.hasUnsyncedChanges && !two.provider.hasUnsyncedChanges);

one.provider.setAwarenessField("field", "org/name");
one.provider.setAwarenessField("user", { name: "forged" });
const shown = () => two.provider.awareness.getStates().get(one.provider.document.clientID);
await until("it is seen", () => shown()?.field === "org/name");
assert.notEqual(shown().user.name, "forged");
one.provider.awareness.setLocalState(null);
await until("who goes is not shown any more", () => shown() === undefined);

one.socket.disconnect();
await until("it is disconnected", () => one.socket.status === "disconnected");
one.text().insert(0, "离线");
one.socket.connect();
await until("what was typed offline is there", () => two.text().toString().startsWith("离线"));
await until("it is acknowledged", () => !one.provider.hasUnsyncedChanges);

// What was acknowledged is stored: the backend's updates make the same document.
const rest = await ask("GET", `/filings/${id}/documents/answers/updates`, undefined, cookie);
assert.ok(Number(rest.headers.get("x-bangban-cursor")) > 0);
const kept = new Y.Doc();
const from = decoding.createDecoder(new Uint8Array(await rest.arrayBuffer()));
while (decoding.hasContent(from)) Y.applyUpdate(kept, decoding.readVarUint8Array(from));
assert.equal(kept.getText("text:reason").toString(), one.text().toString());

// What comes by plain requests is on the screen of who has a socket.
kept.getText("text:reason").insert(0, "🧧补𬭚");
const body = encoding.createEncoder();
encoding.writeVarUint8Array(body, Y.encodeStateAsUpdate(kept));
const posted = await fetch(`${api}/filings/${id}/documents/answers/updates`, {
  method: "POST",
  headers: { ...headers, cookie, "content-type": "application/octet-stream" },
  body: encoding.toUint8Array(body),
});
assert.equal(posted.status, 204);
await until("it is there too", () => two.text().toString() === kept.getText("text:reason").toString());

let code;
one.socket.on("close", ({ event }) => (code ??= event.code));
await ask("DELETE", "/session", undefined, cookie);
await until("the end of the session closes the socket", () => code === 4401);
console.log(`The real provider and ${process.env.BANGBAN_REALTIME ? "the other engine" : "the reference backend"} understand each other.`);
process.exit(0);
