// What is done in a round, made from the seed alone: the same seed, the same plan.
import { chance } from './random.mjs';
import { PLACES, TEXTS, LINES, CHOICES } from './places.mjs';

/** What may go wrong, and how often it does beside the others. */
export const FAULTS = {
  offline: 3,
  silent: 2,
  'kill-tab': 3,
  'kill-browser': 3,
  'kill-server': 3,
  cut: 3,
  quota: 2,
};

const WORK = { type: 6, erase: 2, clear: 0.4, line: 4, choose: 2, row: 2, 'row-type': 3, 'row-remove': 1, step: 1 };

/** The round `number` of a run: what each tab does, and what goes wrong meanwhile. */
export function plan(seed, number) {
  const random = chance(seed, number);
  const tabs = [
    { device: 0, work: work(random) },
    { device: 1, work: work(random) },
  ];
  if (random.next() < 0.4) tabs.push({ device: random.whole(0, 1), work: work(random) });
  const faults = [fault(random)];
  if (random.next() < 0.35) faults.push(fault(random));
  return { number, tabs, faults };
}

function fault(random) {
  return {
    kind: random.weighed(FAULTS),
    device: random.whole(0, 1),
    at: random.whole(100, 2200),
    lasts: random.whole(200, 2500),
    /** Of a cut: into which direction, and after which part of the bytes. */
    up: random.next() < 0.5,
    part: random.next(),
  };
}

function work(random) {
  const all = [];
  const count = random.whole(5, 9);
  for (let index = 0; index < count; index += 1) all.push({ ...act(random), pause: random.whole(0, 350) });
  return all;
}

function act(random) {
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
      return { kind, path: random.of(LINES), length };
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
