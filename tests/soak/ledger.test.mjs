// The judge itself: what it must find, and what it must not.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ledger } from './ledger.mjs';
import { Marks } from './marks.mjs';
import { isOfTwo, roundsOfFiling } from './people.mjs';
import { isSeen } from './places.mjs';
import { FAULTS, plan } from './plan.mjs';

/** The seed of the short run in `cargo xtask test`. */
const SHORT = '281';
const [A, B, C, D] = new Marks().next(4);
const shown = (reason, more = {}) => ({ values: { reason, ...more }, rows: [] });
const end = (reason, { rows = [], lines = {}, versions, killed = [] } = {}) => ({
  texts: { reason }, lines, versions, rows, killed: (tab) => killed.includes(tab), person: ([letter]) => letter,
});
const row = (post, duties = '') => ({ post, duties, kind: '' });

/** What happens, and whether the judge finds something at the end. */
const cases = [
  ['saved and there', (l) => (l.typing(A, 'reason'), l.saved('A1', shown(A)), l.wrong(end(A))), false],
  ['saved and lost', (l) => (l.typing(A, 'reason'), l.saved('A1', shown(A)), l.wrong(end(''))), true],
  ['lost, and never called saved', (l) => (l.typing(A, 'reason'), l.wrong(end(''))), false],
  ['there twice', (l) => (l.typing(A, 'reason'), l.wrong(end(A + A))), true],
  ['in another answer', (l) => (l.typing(A, 'plan/shifts'), l.wrong(end(A))), true],
  ['removed, and gone', (l) => (typed(l), l.wrong(end(B))), false],
  ['removed, called saved, and back', (l) => (typed(l), l.saved('A1', shown(B)), l.wrong(end(A + B))), true],
  ['removed by a killed tab, and back', (l) => (typed(l), l.wrong(end(A + B))), false],
  ['a killed tab was about to erase it', (l) => (seen(l), l.erasing('A1', [A]), l.wrong(end('', { killed: ['A1'] }))), false],
  ['a tab that lives was about to erase it, and did not', (l) => (seen(l), l.erasing('A1', [A]), l.wrong(end(''))), true],
  ['a killed tab was about to erase something else', (l) => (seen(l), l.erasing('A1', [B]), l.wrong(end('', { killed: ['A1'] }))), true],
  ['a killed tab was about to remove the row', (l) => (l.naming(C), l.saved('A1', { values: {}, rows: [row(C)] }), l.removing('A1', C), l.wrong(end('', { killed: ['A1'] }))), false],
  ['a row lost', (l) => (l.naming(C), l.saved('A1', { values: {}, rows: [row(C)] }), l.wrong(end(''))), true],
  ['a row twice', (l) => (l.naming(C), l.wrong(end('', { rows: [row(C), row(C)] }))), true],
  ['what was typed into one row in another', (l) => (l.naming(C), l.naming(D), l.typing(A, 'row:duties', C), l.wrong(end('', { rows: [row(D, A)] }))), true],
  ['a row removed with what is in it', (l) => (l.naming(C), l.typing(A, 'row:duties', C), l.saved('A1', { values: {}, rows: [row(C, A)] }), l.rowRemoved('B1', C), l.wrong(end(''))), false],
  ['typed into a row that another has removed', (l) => (l.naming(C), l.rowRemoved('B1', C), l.typing(A, 'row:duties', C), l.saved('A1', { values: {}, rows: [row(C, A)] }), l.wrong(end(''))), false],
  ['a line lost', (l) => (write(l, 'A1', '', '1'), l.saved('A1', shown('')), l.wrong(end('', { lines: { x: '' } }))), true],
  ['a line that nobody wrote', (l) => (write(l, 'A1', '', '1'), l.wrong(end('', { lines: { x: '2' } }))), true],
  ['one of two lines written at once', (l) => (both(l, ''), l.wrong(end('', { lines: { x: '1' } }))), false],
  ['a line that was seen and replaced', (l) => (both(l, '1'), l.wrong(end('', { lines: { x: '1' } }))), true],
  ['one of two lines of two people, and the other beside it', (l) => (both(l, ''), l.wrong(end('', { lines: { x: '1' }, versions: { x: ['1', '2'] } }))), false],
  ['one of two lines of two people, and the other nowhere', (l) => (both(l, ''), l.wrong(end('', { lines: { x: '1' }, versions: { x: ['1'] } }))), true],
  ['the same, and a killed tab was at it', (l) => (both(l, ''), l.intends('B2', 'x', '1'), l.wrong(end('', { lines: { x: '1' }, versions: { x: ['1'] }, killed: ['B2'] }))), false],
  ['one of two lines that stood before, and the other written anew', (l) => (torn(l), l.wrong(end('', { lines: { x: '2' }, versions: { x: ['3', '2'] } }))), false],
  ['the same, and what was written anew nowhere', (l) => (torn(l), l.wrong(end('', { lines: { x: '2' }, versions: { x: ['1', '2'] } }))), true],
  ['a line that stood before, and what replaced it beside another', (l) => (torn(l), l.wrong(end('', { lines: { x: '1' }, versions: { x: ['3', '2'] } }))), true],
  ['no footer says so, and the page is at rest', (l) => (typedBy(l, 'B1'), l.rest('B1'), l.wrong(end(''))), true],
  ['another page is at rest', (l) => (typedBy(l, 'B1'), l.rest('A1'), l.wrong(end(''))), false],
  ['a killed tab had typed a part', (l) => (l.intends('A1', 'x', '12'), l.wrong(end('', { lines: { x: '1' }, killed: ['A1'] }))), false],
];

function seen(ledger) {
  ledger.typing(A, 'reason');
  ledger.saved('A1', shown(A));
}

function typedBy(ledger, tab) {
  ledger.typing(A, 'reason');
  ledger.wrote(tab, { path: 'reason', before: '', value: A });
}

function typed(ledger) {
  ledger.typing(A, 'reason');
  ledger.typing(B, 'reason');
  ledger.saved('A1', shown(A + B));
  ledger.wrote('A1', { path: 'reason', before: A + B, value: B });
}

function write(ledger, tab, before, value) {
  ledger.settle({ lines: { x: '' }, texts: {}, rows: [] });
  ledger.wrote(tab, { path: 'x', before, value });
}

function both(ledger, before) {
  write(ledger, 'A1', '', '1');
  ledger.wrote('B1', { path: 'x', before, value: '2' });
  for (const tab of ['A1', 'B1']) ledger.saved(tab, shown(''));
}

/** Of two lines that stand at one place since before, one is written anew. */
function torn(ledger) {
  ledger.settle({ lines: { x: '2' }, versions: { x: ['1', '2'] }, texts: {}, rows: [] });
  ledger.wrote('A1', { path: 'x', before: '2', value: '3' });
  ledger.saved('A1', shown(''));
}

for (const [name, happens, isWrong] of cases) {
  test(name, () => {
    const found = happens(new Ledger());
    assert.equal(found.length > 0, isWrong, found.join('\n'));
  });
}

test('the same seed, the same plan', () => {
  assert.deepEqual(plan('58', 3), plan('58', 3));
  assert.notDeepEqual(plan('58', 3), plan('59', 3));
});

test('filings of one person and of two take turns', () => {
  for (const [rounds, ofFiling] of [[5, 1], [12, 3], [200, 25]]) {
    assert.equal(roundsOfFiling(rounds), ofFiling);
    const two = Array.from({ length: rounds }, (_, round) => isOfTwo('58', round + 1, ofFiling));
    assert.ok(two.includes(true) && two.includes(false), String(two));
  }
});

test('who acts for another does not type what is not shown to them', () => {
  for (let round = 1; round <= 50; round += 1) {
    const { tabs } = plan('58', round, true);
    for (const { path } of tabs.filter(({ device }) => device === 1).flatMap(({ work }) => work)) {
      assert.ok(!path || isSeen(path, false), path);
    }
  }
});

test('the short run has every kind of fault', () => {
  const kinds = (seed) => new Set(Array.from({ length: 12 }, (_, round) => plan(seed, round + 1).faults.map(({ kind }) => kind)).flat());
  assert.deepEqual([...kinds(SHORT)].sort(), Object.keys(FAULTS).sort());
});
