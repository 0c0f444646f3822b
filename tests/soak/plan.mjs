// What is done in a round, made from the seed alone: the same seed, the same plan.
import { chance } from './random.mjs';
import { PLACES, TEXTS, LINES, CHOICES, isSeen } from './places.mjs';

/** What may go wrong, and how often it does beside the others. */
export const FAULTS = {
  offline: 3,
  silent: 2,
  'kill-tab': 3,
  'kill-browser': 3,
  'kill-server': 3,
  cut: 3,
  quota: 2,
  anew: 2,
};

const WORK = { type: 6, erase: 2, clear: 0.4, line: 4, choose: 2, row: 2, 'row-type': 3, 'row-remove': 1, step: 1 };

/** The round `number` of a run: what each tab does, and what goes wrong meanwhile. `isOfTwo`: the
 * second device is that of another person; `kinds`: what may go wrong. */
export function plan(seed, number, isOfTwo, kinds = Object.keys(FAULTS)) {
  const random = chance(seed, number);
  const tab = (device) => ({ device, work: work(random, device === 0 || !isOfTwo) });
  const tabs = [tab(0), tab(1)];
  if (random.next() < 0.4) tabs.push(tab(random.whole(0, 1)));
  const weights = Object.fromEntries(kinds.map((kind) => [kind, FAULTS[kind]]));
  const faults = [fault(random, weights)];
  if (random.next() < 0.35) faults.push(fault(random, weights));
  return { number, tabs, faults };
}

function fault(random, weights) {
  return {
    kind: random.weighed(weights),
    device: random.whole(0, 1),
    at: random.whole(100, 2200),
    lasts: random.whole(200, 2500),
    /** Of a cut: into which direction, and after which part of the bytes. */
    up: random.next() < 0.5,
    part: random.next(),
  };
}

function work(random, isApplicant) {
  const all = [];
  const count = random.whole(5, 9);
  for (let index = 0; index < count; index += 1) all.push({ ...act(random, isApplicant), pause: random.whole(0, 350) });
  return all;
}

function act(random, isApplicant) {
  const kind = random.weighed(WORK);
  const position = random.of(['end', 'start', 'middle', 'end']);
  const length = random.whole(2, 8);
  switch (kind) {
    case 'type':
      return { kind, path: random.of(TEXTS), position, length };
    case 'erase':
      return { kind, path: random.of(TEXTS), position, length: random.whole(1, 4) };
    case 'clear':
      return { kind, path: random.of(TEXTS) };
    case 'line':
      return { kind, path: random.of(LINES.filter((path) => isSeen(path, isApplicant))), length };
    case 'choose': {
      const path = random.of(CHOICES);
      return { kind, path, value: random.of(PLACES[path].values) };
    }
    case 'row':
      return { kind, length: random.whole(2, 4), value: random.of(['comprehensive', 'flexible']) };
    case 'row-type':
      return { kind, row: random.next(), position, length };
    case 'row-remove':
      return { kind, row: random.next() };
    default:
      return { kind: 'step', step: random.whole(2, 4) };
  }
}
