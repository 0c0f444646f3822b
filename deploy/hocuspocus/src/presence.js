// Who shows themselves in a document is who the backend knows, with a small set of keys.

/** Those of the contract (`PRESENCE_KEYS`); anything else that a client says of itself goes. */
const KEYS = ["attention", "circle", "cursor", "field", "follow", "level", "pointer", "review", "step", "typing"];

/** Rewrites what a connection shows: the hook `beforeHandleAwareness`. */
export async function beforeHandleAwareness({ states, context, connection, document }) {
  // From another instance, which has done this.
  if (!connection) return;
  const own = document.getClients(connection);
  for (const [client, state] of [...states]) {
    // An empty state is that of the scratch document in which Hocuspocus reads the frame.
    if (Object.keys(state).length === 0 || (!own.has(client) && isOfAnother(document, client, context))) {
      states.delete(client);
      continue;
    }
    const shown = KEYS.filter((key) => key in state).map((key) => [key, state[key]]);
    states.set(client, { ...Object.fromEntries(shown), user: context.user });
  }
}

/** Whether a client of that number is there who is of another session. */
function isOfAnother(document, client, context) {
  return document
    .getConnections()
    .some((other) => document.getClients(other).has(client) && other.context.seat.cookie !== context.seat.cookie);
}
