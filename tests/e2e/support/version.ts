import { cpSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { app } from './server';

/** The built app as another build would be: not one file that has a hash keeps its name. */
export function anotherVersion(): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'bangban-next-')), 'dist');
  cpSync(app, folder, { recursive: true });
  const hash = /(?<=-)[0-9a-f]{8}(?=\.)/g;
  const turned = (text: string) => text.replace(hash, (digits) => [...digits].reverse().join(''));
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    if (/\.(br|gz)$/.test(name)) rmSync(file);
    else {
      if (/\.(html|js)$/.test(name)) {
        const text = turned(readFileSync(file, 'utf8'));
        writeFileSync(file, name === 'sw.js' ? text.replace(/[0-9a-f]{16}/, 'fedcba9876543210') : text);
      }
      renameSync(file, join(folder, turned(name)));
    }
  }
  return folder;
}
