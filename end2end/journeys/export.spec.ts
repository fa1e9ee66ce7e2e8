// The families' pages as a folder of files, without any server.
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from '@playwright/test';
import { expectAccessible, expectValidHtml, sideways } from '../page.ts';

const server = resolve(process.env.GROUNDWORK || '../target/quick/groundwork');

test('a school puts the lessons and letters on a stick, and a family reads them in Spanish', async ({ page }) => {
  test.setTimeout(240_000);
  const folder = test.info().outputPath('families');
  execFileSync(server, ['lessons', 'export', '--lessons', 'lessons', '--family', folder], { cwd: '..' });
  const faults: string[] = [];
  page.on('console', message => faults.push(message.text()));
  page.on('pageerror', error => faults.push(error.message));
  page.on('requestfailed', request => faults.push(request.url()));

  await page.goto(pathToFileURL(join(folder, 'index.html')).href);
  await page.getByRole('link', { name: 'Español' }).click();
  await page.getByRole('link', { name: 'Sorpresas y secretos' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sorpresas y secretos');
  // Pictures stand in the page: a browser takes none from another file.
  const picture = page.locator('svg.picture').first();
  await expect(picture).toBeVisible();
  if (test.info().project.use.javaScriptEnabled !== false) {
    const drawn = await picture.evaluate(svg => (svg as SVGSVGElement).getBBox().width);
    expect(drawn).toBeGreaterThan(50);
  }
  await page.getByRole('link', { name: 'Leer la carta' }).first().click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'es');
  await page.getByRole('link', { name: 'English' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Surprises and secrets');

  const names = readdirSync(folder, { recursive: true }).map(String).filter(name => name.endsWith('.html'));
  expect(names.length).toBeGreaterThan(120);
  for (const name of names) await expectValidHtml(readFileSync(join(folder, name), 'utf8'), name);
  for (const name of ['index', 'es/index', 'es/lessons/k-2.surprises-and-secrets', 'en/help-6-8', 'es/letters/3-5.draw-my-line', 'en/units/9-10']) {
    await page.goto(pathToFileURL(join(folder, `${name}.html`)).href);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      for (const width of [320, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        await expectAccessible(page);
        expect(await sideways(page), `${name} scrolls sideways at ${width} px`).toBeLessThanOrEqual(0);
      }
    }
  }
  expect(faults).toEqual([]);
});
