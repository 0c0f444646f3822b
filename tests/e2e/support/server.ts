import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const program = process.env.BANGBAN_SERVER ?? 'target/serve/bangban-server';
/** The built app. */
export const app = process.env.BANGBAN_APP ?? 'dist';

/** A server of a test's own: it can be killed and started again on the same data. */
export class Server {
  readonly data = mkdtempSync(join(tmpdir(), 'bangban-e2e-'));
  /** The folder of the app that it serves; read when it starts. */
  app = app;
  /** Further words of its command line. */
  more: string[] = [];
  private child?: ChildProcess;

  private constructor(readonly port: number) {}

  static async start(prepare?: (server: Server) => void): Promise<Server> {
    const server = new Server(await freePort());
    prepare?.(server);
    await server.run();
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Starts it, and waits until it answers. */
  async run(): Promise<void> {
    const child = spawn(
      program,
      ['--listen', `127.0.0.1:${this.port}`, '--data', this.data, '--app', this.app, '--demo', '--clerk-seconds', '1', ...this.more],
      { stdio: 'ignore' },
    );
    this.child = child;
    for (let tries = 0; tries < 200; tries += 1) {
      const well = await fetch(`${this.url}/api/v1/health`).then((answer) => answer.ok, () => false);
      if (well) return;
      await new Promise((wake) => setTimeout(wake, 100));
    }
    throw new Error('the server does not answer');
  }

  /** Ends it as a power cut would. */
  async kill(): Promise<void> {
    const child = this.child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((done) => child.once('exit', done));
    child.kill('SIGKILL');
    await gone;
  }

  async end(): Promise<void> {
    await this.kill();
    rmSync(this.data, { recursive: true, force: true });
  }
}

/** A port that is free now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))));
    });
  });
}
