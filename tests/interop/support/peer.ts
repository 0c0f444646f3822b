import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider';
import * as decoding from 'lib0/decoding';
import { WebSocket } from 'ws';
import * as Y from 'yjs';

/** Where a long text of a filing stands in its document. */
export const textOf = (document: Y.Doc, path: string) => document.getText(`text:${path}`);

/** A client of Yjs and the real provider, with the cookie of somebody who is signed in. */
export function peer(url: string, origin: string, cookie: string, name: string) {
  class Socket extends WebSocket {
    constructor(address: string) {
      super(address, { headers: { cookie, origin } });
    }
  }
  const socket = new HocuspocusProviderWebsocket({ url, WebSocketPolyfill: Socket });
  const document = new Y.Doc();
  const provider = new HocuspocusProvider({ name, token: '', document, websocketProvider: socket });
  provider.attach();
  const end = () => {
    provider.destroy();
    socket.destroy();
  };
  return { provider, socket, document, end };
}

/** What the backend has stored of a document, by plain requests. */
export async function kept(api: string, cookie: string, filing: string, name: string): Promise<Y.Doc> {
  const document = new Y.Doc();
  for (let after = 0; ; ) {
    const address = `${api}/filings/${filing}/documents/${name}/updates?after=${after}`;
    const answer = await fetch(address, { headers: { cookie } });
    if (answer.status !== 200) return document;
    const from = decoding.createDecoder(new Uint8Array(await answer.arrayBuffer()));
    while (decoding.hasContent(from)) Y.applyUpdate(document, decoding.readVarUint8Array(from));
    after = Number(answer.headers.get('x-bangban-cursor'));
  }
}
