import { expect, request, type APIRequestContext } from '@playwright/test';
import * as Y from 'yjs';
import type { Server } from './server';

/* eslint-disable @typescript-eslint/no-explicit-any */
type Json = any;

const FROM_APP = { 'X-Bangban-Request': '1' };
const DIGITS = '-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz';

/** The name of a replica's map of answers. */
function slot(client: number, author: string): string {
  let digits = '';
  for (let rest = client, place = 0; place < 9; place += 1, rest = Math.floor(rest / 64)) digits = DIGITS[rest % 64] + digits;
  return `v:${digits}${author}`;
}

/** An assistant who works by the server's contract alone, without an app. */
export class Assistant {
  /** What is written, by document: each change follows the one before. */
  private readonly docs = new Map<string, Y.Doc>();

  private constructor(
    private readonly api: APIRequestContext,
    private readonly id: string,
  ) {}

  static async at(server: Server, identity: string): Promise<Assistant> {
    const api = await request.newContext({ baseURL: server.url, extraHTTPHeaders: FROM_APP });
    const answer = await api.post('/api/v1/session', { data: { identity } });
    expect(answer.status()).toBe(200);
    return new Assistant(api, (await answer.json()).person.id);
  }

  async get(path: string): Promise<Json> {
    const answer = await this.api.get(`/api/v1${path}`);
    expect(answer.status(), path).toBe(200);
    return answer.json();
  }

  async move(id: string, wanted: Json): Promise<Json> {
    const answer = await this.api.post(`/api/v1/assistance/${id}/moves`, { data: wanted });
    expect(answer.status(), await answer.text()).toBe(200);
    return answer.json();
  }

  /** Takes up the next request of the station and asks for a level. */
  async claim(wanted: string): Promise<string> {
    const console = await this.get('/station');
    const id = console.waiting[0].id as string;
    await this.move(id, { move: 'claim', wanted });
    return id;
  }

  private async send(filing: string, name: string, change: (doc: Y.Doc) => void): Promise<number> {
    const key = `${filing}/${name}`;
    const doc = this.docs.get(key) ?? new Y.Doc();
    this.docs.set(key, doc);
    const before = Y.encodeStateVector(doc);
    change(doc);
    const update = Buffer.from(Y.encodeStateAsUpdate(doc, before));
    const length: number[] = [];
    for (let rest = update.length; length.length === 0 || rest > 0; rest >>>= 7) length.push(rest > 127 ? (rest & 127) | 128 : rest);
    const answer = await this.api.post(`/api/v1/filings/${filing}/documents/${name}/updates`, {
      headers: { 'Content-Type': 'application/octet-stream' },
      data: Buffer.concat([Buffer.from(length), update]),
    });
    return answer.status();
  }

  async put(filing: string, id: string, entry: Json): Promise<void> {
    const status = await this.send(filing, 'assist', (doc) => doc.getMap(`put:${this.id}`).set(id, entry));
    expect(status).toBeLessThan(300);
  }

  async say(filing: string, text: string, field?: string): Promise<void> {
    const message = { at: new Date().toISOString(), text, ...(field ? { field } : {}) };
    const status = await this.send(filing, 'assist', (doc) => doc.getArray(`say:${this.id}`).push([message]));
    expect(status).toBeLessThan(300);
  }

  /** Writes an answer in place of what stands there; the status of what the server says to it. */
  async write(filing: string, field: string, value: Json): Promise<number> {
    const doc = new Y.Doc();
    this.docs.set(`${filing}/answers`, doc);
    const body = await this.bytes(filing, 'answers');
    for (let at = 0; at < body.length; ) {
      let length = 0;
      for (let shift = 0; ; shift += 7) {
        const byte = body[at++];
        length |= (byte & 127) << shift;
        if (byte < 128) break;
      }
      Y.applyUpdate(doc, body.subarray(at, at + length));
      at += length;
    }
    return this.send(filing, 'answers', (doc) => {
      const slots = [...doc.share.keys()].filter((name) => name.startsWith('v:'));
      doc.transact(() => {
        for (const name of slots) doc.getMap(name).delete(field);
        doc.getMap(slot(doc.clientID, this.id)).set(field, value);
      });
    });
  }

  /** All that the server gives of a document, as text. */
  async read(filing: string, name: string): Promise<string> {
    return (await this.bytes(filing, name)).toString('utf8');
  }

  private async bytes(filing: string, name: string): Promise<Buffer> {
    const answer = await this.api.get(`/api/v1/filings/${filing}/documents/${name}/updates`);
    expect(answer.status()).toBe(200);
    return answer.body();
  }

  async leave(): Promise<void> {
    await this.api.dispose();
  }
}
