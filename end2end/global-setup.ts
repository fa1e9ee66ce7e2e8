// Runs once, when the server answers and before the first journey. What it returns runs after the last one.
import { rmSync } from 'node:fs';
import { chromium, type FullConfig } from '@playwright/test';

export default async function (config: FullConfig) {
  const { baseURL, launchOptions } = config.projects[0].use;
  const browser = await chromium.launch(launchOptions);
  const response = await (await browser.newPage()).goto(baseURL!);
  if (!response?.ok()) throw new Error(`${baseURL} answers ${response?.status()}: no journey can begin`);
  console.log(`Chromium ${browser.version()} against ${baseURL}`);
  await browser.close();

  return () => {
    const data = process.env.GROUNDWORK_DATA;
    if (data) rmSync(data, { recursive: true, force: true });
  };
}
