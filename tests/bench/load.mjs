// The program of `crates/load`: clients that speak the wire, and drafts with a history.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const program = process.env.BANGBAN_LOAD ?? 'target/serve/bangban-load';

/** What is missing for it, in words; `null` where nothing is. */
export function missing() {
  return existsSync(program) ? null : `${program} is not there: cargo build --profile serve -p bangban-load`;
}

/** Has the clients of a plan type, and gives what was counted. */
export function type(plan) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, ['relay'], { stdio: ['pipe', 'pipe', 'inherit'] });
    let said = '';
    child.on('error', (error) => reject(new Error(`${program} cannot be started: ${error.message}`)));
    child.stdin.on('error', () => {});
    child.stdout.on('data', (part) => { said += part; });
    child.on('close', (code) => (code === 0 ? resolve(JSON.parse(said)) : reject(new Error(`the load failed (${code}), see above`))));
    child.stdin.end(JSON.stringify(plan));
  });
}

/** The updates of so many edits of a long text. */
export function edits(count, field) {
  const made = spawnSync(program, ['edits', String(count), field], { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (made.status !== 0) throw new Error(`${program} edits: ${made.error?.message ?? made.stderr}`);
  return made.stdout.trim().split('\n').map((line) => Buffer.from(line, 'hex'));
}
