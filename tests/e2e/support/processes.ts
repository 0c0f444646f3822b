import { readdirSync, readFileSync } from 'node:fs';

/** Ends every process of the browser that works in this profile, as the system does when
 * memory runs out: nothing gets to say goodbye. The number of processes that were ended. */
export function killBrowser(profile: string): number {
  let ended = 0;
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      if (!command.includes(`--user-data-dir=${profile}`)) continue;
      process.kill(Number(pid), 'SIGKILL');
      ended += 1;
    } catch {
      // It has ended meanwhile.
    }
  }
  return ended;
}
