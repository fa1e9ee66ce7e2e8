// The journeys, once with JavaScript and once without, against one server with a freshly filled school.
//
// Environment: GROUNDWORK (the server's binary), PORT, CHROMIUM (a browser; else Playwright's own),
// BASE_URL (a server that already runs; then none is started).
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { defineConfig } from '@playwright/test';

const port = process.env.PORT || '3210';
const baseURL = process.env.BASE_URL || `http://localhost:${port}`;
const server = resolve(process.env.GROUNDWORK || '../target/quick/groundwork');

// Each worker reads this file too: only the first reader makes the folder, the others inherit its name.
if (!process.env.BASE_URL) process.env.GROUNDWORK_DATA ||= mkdtempSync(join(tmpdir(), 'groundwork-'));

export default defineConfig({
  testDir: 'journeys',
  outputDir: 'artefacts',
  globalSetup: './global-setup.ts',
  fullyParallel: true,
  // A journey looks at each page four times; a slow machine may take its time.
  timeout: 120_000,
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  use: {
    baseURL,
    // What is not there after this long will not come.
    actionTimeout: 60_000,
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM || undefined,
      args: [
        '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
        '--disable-background-networking', '--disable-component-update', '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'with-javascript' },
    { name: 'without-javascript', use: { javaScriptEnabled: false } },
  ],
  webServer: process.env.BASE_URL ? undefined : {
    command: [server, 'demo', '--lessons', 'lessons', '--port', port, '--data', process.env.GROUNDWORK_DATA]
      .map(word => `'${word}'`).join(' '),
    cwd: '..',
    url: baseURL,
    stdout: 'ignore',
    stderr: 'pipe',
    timeout: 60_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
  },
});
