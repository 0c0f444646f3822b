// The end of a round: waits until all is at rest, and sees whether all say the same.
import { answers, read, updatesOf } from './documents.mjs';
import { PRINCIPAL } from './people.mjs';
import { PLACES, STEPS, TEXTS, isSeen } from './places.mjs';

const sleep = (time) => new Promise((wake) => setTimeout(wake, time));
const DOCUMENTS = ['answers', 'private'];
/** How long it may take until all is at rest, milliseconds: back-off goes up to 30 s. */
const REST = 60_000;

/** Waits until every footer says that the server has all, and all stores and screens agree.
 * The answers as they stand; what does not come to agree in time is thrown, in words. */
export async function settle(devices, server) {
  const until = Date.now() + REST;
  const tabs = devices.flatMap((device) => device.tabs);
  const telling = tabs.filter((tab) => tab.keeps);
  let why;
  do {
    const footers = await Promise.all(telling.map((tab) => tab.look().then(({ state, words }) => ({ state, words }))));
    const open = telling.filter((_, index) => !/ stored/.test(footers[index].state));
    why = open.length > 0 ? `the footer of ${open.map((tab) => tab.name)} does not say that it is stored: ${JSON.stringify(footers)}` : null;
    if (!why) {
      const stored = await stores(devices, server);
      why = stored.why ?? (await screens(tabs, stored.answers)) ?? (await moved(devices, server, stored));
      if (!why) return stored.answers;
    }
    await sleep(250);
  } while (Date.now() < until);
  throw new Disagreement(why);
}

export class Disagreement extends Error {}

/** Whether something came to the server while the screens were looked at: who keeps nothing on their
 * device tells by no footer that something is under way. */
async function moved(devices, server, before) {
  const { why, documents } = await stores(devices, server);
  return why ?? (JSON.stringify(documents) === JSON.stringify(before.documents) ? null : 'something came while the screens were looked at');
}

/** The answers as the server has them. */
export async function atServer(filing, server) {
  return answers(await Promise.all(DOCUMENTS.map(async (one) => read(updatesOf(await server.updates(PRINCIPAL, filing, one))))));
}

/** The documents of the server and of the stores of devices; one that keeps nothing has none. */
export async function stores(devices, server) {
  const documents = [];
  for (const document of DOCUMENTS) {
    const there = read(updatesOf(await server.updates(PRINCIPAL, devices[0].filing, document)));
    if (there.isWaiting) return { why: `the server's ${document} lacks something that it needs` };
    for (const device of devices) {
      const kept = await device.updates(document);
      if (!device.keeps) {
        if (kept.length > 0) return { why: `device ${device.letter} keeps ${document}, which is another's` };
        continue;
      }
      const here = read(kept);
      const why = differ(here, there);
      if (why) return { why: `${document} in the store of device ${device.letter}: ${why}` };
    }
    documents.push(there);
  }
  return { answers: answers(documents), documents };
}

function differ(here, there) {
  if (here.isWaiting) return `it lacks something that it needs; ${vectors(here, there)}`;
  if (JSON.stringify(here.content) !== JSON.stringify(there.content)) {
    const names = new Set([...Object.keys(here.content), ...Object.keys(there.content)]);
    const other = [...names].filter((name) => JSON.stringify(here.content[name]) !== JSON.stringify(there.content[name]));
    const both = other.map((name) => `${name}: here ${JSON.stringify(here.content[name])}, server ${JSON.stringify(there.content[name])}`);
    return `${both.join('; ')}; ${vectors(here, there)}`;
  }
  return JSON.stringify(here.vector) === JSON.stringify(there.vector) ? null : vectors(here, there);
}

function vectors(here, there) {
  const clients = new Set([...Object.keys(here.vector), ...Object.keys(there.vector)]);
  const other = [...clients].filter((client) => here.vector[client] !== there.vector[client]);
  return `clocks ${other.map((client) => `${client}: here ${here.vector[client]}, server ${there.vector[client]}`).join(', ') || 'the same'}`;
}

/** What each tab shows on each page, against the draft. */
async function screens(tabs, { values, rows, versions }) {
  for (const tab of tabs) {
    for (const step of [tab.step, ...STEPS.filter((step) => step !== tab.step)]) {
      await tab.goTo(step);
      const shown = await tab.look();
      for (const [path, place] of Object.entries(PLACES).filter(([path, place]) => place.step === step && isSeen(path, tab.keeps))) {
        const wanted = values[path] ?? '';
        const there = shown.values[path] ?? '';
        // Who types on in a conflict sees their own of the versions.
        const isOwn = versions[path]?.length > 1 && versions[path].includes(there);
        if (there !== String(wanted) && !isOwn) return `${tab.name} shows ${JSON.stringify(there)} for ${path} and the draft has ${JSON.stringify(wanted)}${TEXTS.includes(path) ? '' : ` (${place.label})`}`;
      }
      if (step !== 3) continue;
      const wanted = JSON.stringify(rows.map(({ post, duties, kind }) => ({ kind, post, duties })));
      const there = JSON.stringify(shown.rows.map(({ post, duties, kind }) => ({ kind: kind ?? '', post: post ?? '', duties: duties ?? '' })));
      if (there !== wanted) return `${tab.name} shows the rows ${there} and the draft has ${wanted}`;
    }
  }
  return null;
}
