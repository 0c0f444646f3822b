// People with a filing each, on a server with `--demo --bench-people`: signed in by the door that
// everyone takes, each from an address of their own, since an address may sign in only so often.
import { Agent, request } from 'node:http';

const HEADERS = { 'X-Bangban-Request': '1', 'Content-Type': 'application/json' };
const AT_ONCE = 16;

/** The loopback network has sixteen million addresses; Linux lets one call from each. */
const addressOf = (number) => `127.1.${number >> 8 & 255}.${number & 255}`;

/** Asks from an address: status, cookie, body. */
function ask(base, path, body, { agent, localAddress, cookie = '' }) {
  return new Promise((resolve, reject) => {
    const options = { method: 'POST', agent, localAddress, headers: { ...HEADERS, Cookie: cookie } };
    const asked = request(`${base}/api/v1${path}`, options, (answer) => {
      const parts = [];
      answer.on('data', (part) => parts.push(part));
      answer.on('end', () => {
        const text = Buffer.concat(parts).toString();
        if (answer.statusCode >= 300) return reject(new Error(`POST ${path}: ${answer.statusCode} ${text}`));
        return resolve({ cookie: answer.headers['set-cookie']?.[0].split(';')[0], body: JSON.parse(text) });
      });
    });
    asked.on('error', reject);
    asked.end(JSON.stringify(body));
  });
}

/** A person begins a filing, and signs in on a second device. */
async function withFiling(base, number, item) {
  const localAddress = addressOf(number);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  try {
    const identity = `bench-${number}`;
    const signIn = async () => (await ask(base, '/session', { identity }, { agent, localAddress })).cookie;
    const cookies = [await signIn(), await signIn()];
    const begun = await ask(base, '/filings', { item }, { agent, localAddress, cookie: cookies[0] });
    return { filing: begun.body.id, cookies };
  } finally {
    agent.destroy();
  }
}

/** So many of them. */
export async function withFilings(base, count, item) {
  const all = [];
  let next = 1;
  const work = async () => {
    while (next <= count) {
      const number = next;
      next += 1;
      all.push(await withFiling(base, number, item));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return all;
}
