// The processes of a browser, as the system lists them (Linux).
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

function processes() {
  const all = [];
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
      const status = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const parent = Number(status.slice(status.lastIndexOf(')') + 2).split(' ')[1]);
      all.push({ pid: Number(pid), parent, command });
    } catch {
      // It has ended meanwhile.
    }
  }
  return all;
}

function ofProfile(profile) {
  const all = processes();
  const main = all.filter((one) => one.command.includes(`--user-data-dir=${profile}`) && !one.command.some((word) => word.startsWith('--type=')));
  const found = new Map(main.map((one) => [one.pid, one]));
  for (let grown = true; grown; ) {
    grown = false;
    for (const one of all) {
      if (found.has(one.parent) && !found.has(one.pid)) {
        found.set(one.pid, one);
        grown = true;
      }
    }
  }
  return [...found.values()];
}

function kill(all) {
  for (const { pid } of all) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended meanwhile.
    }
  }
  return all.length;
}

/** Ends every process of the browser of a profile at once; nothing gets to say goodbye. */
export function killBrowser(profile) {
  const ended = kill(ofProfile(profile));
  for (const name of ['SingletonLock', 'SingletonCookie', 'SingletonSocket']) rmSync(join(profile, name), { force: true });
  return ended;
}

/** Ends the processes that its pages run in. */
export function killPages(profile) {
  return kill(ofProfile(profile).filter((one) => one.command.includes('--type=renderer')));
}
