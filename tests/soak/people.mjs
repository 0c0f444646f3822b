// Who fills in: one person on two devices, or two people, of whom the second acts by a mandate.
import { chance } from './random.mjs';

/** Whose the filings are. */
export const PRINCIPAL = 'wang';
/** Who acts for them. */
export const AGENT = { account: 'li', name: '李示例' };

/** The longest that one filing is typed into, rounds. */
const ROUNDS_A_FILING = 25;
const DAY = 86_400_000;

/** How many rounds a filing has: in a short run several filings take turns, too. */
export function roundsOfFiling(rounds) {
  return Math.min(ROUNDS_A_FILING, Math.max(1, Math.floor(rounds / 4)));
}

/** Whether the round is one of two people; filings of one and of two take turns. */
export function isOfTwo(seed, round, roundsOfFiling) {
  const filing = Math.floor((round - 1) / roundsOfFiling);
  return (filing + chance(seed, 'people').whole(0, 1)) % 2 === 1;
}

/** A mandate to fill in what the item asks: drawn up and signed by the one, accepted by the other.
 * Its id. */
export async function mandate(server, item) {
  const day = (days) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);
  const terms = { items: [item], acts: ['fill'], from: day(-1), until: day(300) };
  const agent = { kind: 'person', ...AGENT };
  const { id, offer } = await server.ask(PRINCIPAL, 'POST', '/mandates', { agent, terms, reason: '' });
  const { digest } = offer.text;
  const strokes = [Array.from({ length: 20 }, (_, at) => [at * 10, at * 5])];
  await server.ask(PRINCIPAL, 'POST', `/mandates/${id}/moves`, { move: 'sign', digest, strokes });
  await server.ask(AGENT.account, 'POST', `/mandates/${id}/moves`, { move: 'accept', digest });
  return id;
}

/** Gives the value of what the work page shows at a path: of a choice its words, of a number the unit
 * behind it. */
export async function valuesOf(server, item) {
  const { definition } = await server.ask(PRINCIPAL, 'GET', `/forms/${item}`);
  const values = {};
  const walk = ({ properties = {}, items }, path) => {
    for (const [name, field] of Object.entries({ ...properties, ...items?.properties })) {
      const at = [...path, name];
      const [words, unit] = [field.oneOf?.map((one) => [one.title, one.const]), ` ${field['x-unit']}`];
      if (words) values[at.join('/')] = (text) => new Map(words).get(text) ?? text;
      // The little that is typed before a tab is killed may be a number; of money it shows the cents.
      else if (field['x-unit']) values[at.join('/')] = (text) => (text.endsWith(unit) ? text.slice(0, -unit.length).replace(/\.00$/, '') : text);
      walk(field, at);
    }
  };
  walk(definition.schema, []);
  return (path, text) => values[path]?.(text) ?? text;
}
