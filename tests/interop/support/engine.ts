import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { app, freePort, Server } from '../../e2e/support/server';

/** A program with a health page. */
async function well(url: string): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await fetch(url).then((answer) => answer.ok, () => false)) return;
    await new Promise((wake) => setTimeout(wake, 50));
  }
  throw new Error(`${url} does not answer`);
}

/** The real Hocuspocus of `deploy/hocuspocus`, before a backend. */
export class Engine {
  private child?: ChildProcess;
  private constructor(readonly port: number, private readonly backend: string, private readonly redis: string) {}

  static async start(backend: string, { port, redis = '' }: { port?: number; redis?: string } = {}): Promise<Engine> {
    const engine = new Engine(port ?? (await freePort()), backend, redis);
    await engine.run();
    return engine;
  }

  get url(): string {
    return `ws://127.0.0.1:${this.port}/realtime`;
  }

  async run(): Promise<void> {
    this.child = spawn(process.execPath, ['src/main.js'], {
      cwd: 'deploy/hocuspocus',
      stdio: 'inherit',
      env: {
        ...process.env,
        PORT: String(this.port),
        BANGBAN_BACKEND: this.backend,
        BANGBAN_RECHECK_SECONDS: '1',
        REDIS_URL: this.redis,
      },
    });
    await well(`http://127.0.0.1:${this.port}/health`);
  }

  /** Ends it in good order, or as a power cut would; how it ended. */
  async end(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<number | null> {
    const child = this.child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null;
    const gone = new Promise<number | null>((done) => child.once('exit', done));
    child.kill(signal);
    return gone;
  }
}

/** The reference backend with an app that is told by one line that its drafts are shared there. */
export async function withEngine(use: (server: Server, engine: Engine) => Promise<void>): Promise<void> {
  const port = await freePort();
  const folder = join(mkdtempSync(join(tmpdir(), 'bangban-interop-')), 'dist');
  cpSync(app, folder, { recursive: true });
  for (const encoded of ['br', 'gz']) rmSync(join(folder, `config.json.${encoded}`), { force: true });
  const config = { backend: '', realtime: `ws://127.0.0.1:${port}/realtime` };
  writeFileSync(join(folder, 'config.json'), JSON.stringify(config));
  const server = await Server.start((one) => {
    one.app = folder;
    one.more = ['--connect-to', `http://127.0.0.1:${port}`];
  });
  const engine = await Engine.start(server.url, { port });
  try {
    await use(server, engine);
  } finally {
    await engine.end();
    await server.end();
    rmSync(join(folder, '..'), { recursive: true, force: true });
  }
}
