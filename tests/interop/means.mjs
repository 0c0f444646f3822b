// What a frame is meant to be, read with lib0: the second opinion that the Rust codec is tested
// against.

import * as decoding from "lib0/decoding";

const hex = (bytes) => Buffer.from(bytes).toString("hex");

function sync(from) {
  const step = ["step1", "step2", "update"][decoding.readVarUint(from)];
  return { step, payload: hex(decoding.readVarUint8Array(from)) };
}

function awareness(from) {
  const inner = decoding.createDecoder(decoding.readVarUint8Array(from));
  const entries = Array.from({ length: decoding.readVarUint(inner) }, () => ({
    client: decoding.readVarUint(inner),
    clock: decoding.readVarUint(inner),
    state: decoding.readVarString(inner),
  }));
  if (decoding.hasContent(inner)) throw new Error("bytes after the awareness entries");
  return { entries: entries.map((entry) => ({ ...entry, gone: JSON.parse(entry.state) === null })) };
}

function auth(from) {
  switch (decoding.readVarUint(from)) {
    case 0: {
      if (!decoding.hasContent(from)) return { type: "token-request" };
      const token = decoding.readVarString(from);
      const version = decoding.hasContent(from) ? decoding.readVarString(from) : null;
      return { type: "token", token, version };
    }
    case 1:
      return { type: "denied", reason: decoding.readVarString(from) };
    case 2:
      return { type: "authenticated", scope: decoding.readVarString(from) };
    default:
      throw new Error("unknown authentication message");
  }
}

/** The meaning of a frame. */
export function means(bytes) {
  if (bytes.length === 1) return { type: { 9: "ping", 10: "pong" }[bytes[0]] };
  const from = decoding.createDecoder(new Uint8Array(bytes));
  const document = decoding.readVarString(from);
  const message = {
    0: () => ({ type: "sync", ...sync(from) }),
    1: () => ({ type: "awareness", ...awareness(from) }),
    2: () => auth(from),
    3: () => ({ type: "query-awareness" }),
    4: () => ({ type: "sync-reply", ...sync(from) }),
    5: () => ({ type: "stateless", text: decoding.readVarString(from) }),
    6: () => ({ type: "broadcast-stateless", text: decoding.readVarString(from) }),
    7: () => ({
      type: "close",
      reason: decoding.hasContent(from) ? decoding.readVarString(from) : null,
    }),
    8: () => ({ type: "sync-status", applied: decoding.readVarUint(from) === 1 }),
  }[decoding.readVarUint(from)]();
  if (decoding.hasContent(from)) throw new Error("bytes after the message");
  return { document, ...message };
}
