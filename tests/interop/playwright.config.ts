import { defineConfig } from '@playwright/test';
import shared from '../e2e/playwright.config';

/** As the end-to-end tests, on a desktop alone: what differs is what stands behind the socket. */
export default defineConfig({
  ...shared,
  testDir: '.',
  outputDir: '../../target/xtask/interop-results',
  workers: 1,
  timeout: 60_000,
  projects: [{ name: 'desktop', use: { viewport: { width: 1280, height: 800 } } }],
});
