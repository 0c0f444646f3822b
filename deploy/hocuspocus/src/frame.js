// The frames of the Hocuspocus 4 protocol, as far as they are looked at here.

import { AuthMessageType } from "@hocuspocus/common";
import { MessageType, OutgoingMessage } from "@hocuspocus/server";
import * as decoding from "lib0/decoding";
import { messageYjsSyncStep2, messageYjsUpdate } from "y-protocols/sync";

/** What a frame is about; throws where it is none. `key` is the document's name, with a session
 * after it where the client has one; `update` is there where it brings one. */
export function read(bytes) {
  const from = decoding.createDecoder(bytes);
  const key = decoding.readVarString(from);
  const type = decoding.readVarUint(from);
  const frame = { bytes, key, name: key.split("\0", 1)[0], type, update: null, isAnswer: false };
  if (type === MessageType.Sync || type === MessageType.SyncReply) {
    const step = decoding.readVarUint(from);
    if (step === messageYjsSyncStep2 || step === messageYjsUpdate) {
      frame.update = decoding.readVarUint8Array(from);
      frame.isAnswer = step === messageYjsSyncStep2;
    }
  }
  return frame;
}

/** Clients of whom an awareness frame says that they have gone. */
export function gone(bytes) {
  const from = decoding.createDecoder(bytes);
  decoding.readVarString(from);
  decoding.readVarUint(from);
  const inner = decoding.createDecoder(decoding.readVarUint8Array(from));
  const clients = [];
  for (let count = decoding.readVarUint(inner); count > 0; count -= 1) {
    const client = decoding.readVarUint(inner);
    decoding.readVarUint(inner);
    if (decoding.readVarString(inner) === "null") clients.push(client);
  }
  return clients;
}

/** The key of the document to which a frame of the server lets nobody in; null for any other. */
export function denied(bytes) {
  const from = decoding.createDecoder(bytes);
  const key = decoding.readVarString(from);
  const isDenied = decoding.readVarUint(from) === MessageType.Auth && decoding.readVarUint(from) === AuthMessageType.PermissionDenied;
  return isDenied ? key : null;
}

/** Says that an update was not taken. */
export const refused = (key) => new OutgoingMessage(key).writeSyncStatus(false).toUint8Array();

/** Says what somebody may do from now on. */
export const mayOnlyRead = (key, readOnly) =>
  new OutgoingMessage(key).writeAuthenticated(readOnly).toUint8Array();
