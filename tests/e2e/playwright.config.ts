import { defineConfig } from '@playwright/test';

/** The browser is the machine's: `cargo xtask test` finds or installs one. */
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** What a network, a server, a disk or a history does is the same at both sizes: run on the phone. */
const ONE_SIZE = ['app-failed', 'away', 'begun-at-once', 'device-full', 'epochs', 'left-early', 'offline', 'queued', 'refusals', 'submission-refused', 'undo', 'upload-refused'];

export default defineConfig({
  testDir: '.',
  outputDir: '../../target/xtask/e2e-results',
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    launchOptions: { executablePath, args: ['--no-sandbox', '--disable-gpu'] },
    locale: 'zh-CN',
    // What a service worker fetches, `route` does not see: only the tests of it have one.
    serviceWorkers: 'block',
    timezoneId: 'Asia/Shanghai',
    actionTimeout: 10_000,
  },
  projects: [
    { name: 'desktop', testIgnore: ONE_SIZE.map((name) => `**/${name}.spec.ts`), use: { viewport: { width: 1280, height: 900 } } },
    {
      name: 'phone',
      use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
    },
  ],
});
