import { spawn, type ChildProcess } from 'node:child_process';
import { createConnection } from 'node:net';
import { freePort } from '../../e2e/support/server';

/** A Redis of a test's own, where the machine has one (`REDIS_SERVER`, or on the path). */
export class Redis {
  private constructor(readonly port: number, private readonly child: ChildProcess) {}

  static async start(): Promise<Redis | null> {
    const port = await freePort();
    const words = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
    const child = spawn(process.env.REDIS_SERVER ?? 'redis-server', words, { stdio: 'ignore' });
    let isMissing = false;
    child.once('error', () => (isMissing = true));
    for (let tries = 0; tries < 100 && !isMissing; tries += 1) {
      if (await answers(port)) return new Redis(port, child);
      await new Promise((wake) => setTimeout(wake, 50));
    }
    child.kill();
    // One that was named has to run: a test is left out only where there is none.
    if (process.env.REDIS_SERVER) throw new Error(`${process.env.REDIS_SERVER} does not answer`);
    return null;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  async end(): Promise<void> {
    const gone = new Promise((done) => this.child.once('exit', done));
    this.child.kill();
    await gone;
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((done) => {
    const probe = createConnection({ port, host: '127.0.0.1' });
    probe.once('connect', () => (probe.destroy(), done(true)));
    probe.once('error', () => done(false));
  });
}
