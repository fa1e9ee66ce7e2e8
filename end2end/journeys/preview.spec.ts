// An author writes in one window and sees the lesson in the other.
import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { expectAccessible, expectValid, sideways, watch } from '../page.ts';

const server = resolve(process.env.GROUNDWORK || '../target/quick/groundwork');
const LESSON = 'k-2.surprises-and-secrets';
const FOLDER = 'en/k-2/05-surprises-and-secrets';

const scripted = () => test.info().project.use.javaScriptEnabled !== false;

let running: ChildProcess | undefined;

/** Starts a preview of a copy of the small valid tree. */
async function start() {
  const folder = test.info().outputPath('lessons');
  cpSync('../lessons/tests/valid', folder, { recursive: true });
  const child = spawn(server, ['lessons', 'preview', folder, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  running = child;
  const address = await new Promise<string>((found, lost) => {
    let said = '';
    child.stdout.on('data', bytes => {
      said += bytes;
      const address = /http:\/\/localhost:\d+/.exec(said)?.[0];
      if (address) found(address);
    });
    child.on('exit', () => lost(new Error(`the preview has ended: ${said}`)));
  });
  const file = (name: string) => join(folder, FOLDER, name);
  const change = (name: string, find: string, replace: string) => {
    const text = readFileSync(file(name), 'utf8');
    expect(text).toContain(find);
    // As editors save: beside the file, and then in its place.
    writeFileSync(file(`${name}~`), text.replace(find, replace));
    renameSync(file(`${name}~`), file(name));
  };
  return { address, change };
}

test.afterEach(() => { running?.kill('SIGTERM'); });

/** Without JavaScript the author reloads; with it nobody has to. */
async function see(page: Page, check: () => Promise<void>) {
  if (scripted()) return check();
  await expect(async () => { await page.reload(); await check(); }).toPass({ timeout: 20_000 });
}

const pane = (page: Page, name: string) => page.frameLocator(`iframe[name="${name}"]`);

test('an author sees each save in every pane, and where it is broken', async ({ page }) => {
  const { address, change } = await start();
  const faults = watch(page, address);
  await page.setViewportSize({ width: 1920, height: 1080 });
  await page.goto(address);
  await expectValid(page);
  await page.getByRole('link', { name: 'Surprises and secrets' }).click();
  await expectValid(page);
  await expect(pane(page, 'student').getByRole('heading', { level: 1 })).toHaveText('The box');

  change('lesson.md', 'Everybody will know on Friday.', 'Everybody will know on Sunday.');
  for (const name of ['student', 'projector', 'print']) {
    await see(page, () => expect(pane(page, name).getByText('Everybody will know on Sunday.')).toBeVisible({ timeout: 5_000 }));
  }

  change('lesson.md', '## The box (6 min)', '## The box');
  await see(page, () => expect(page.getByText('lesson.md, line 35:')).toBeVisible({ timeout: 5_000 }));
  await expect(pane(page, 'student').getByText('Everybody will know on Sunday.')).toBeVisible();
  await expect(pane(page, 'student').getByText('Line 35:')).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    for (const width of [320, 1366, 1920]) {
      await page.setViewportSize({ width, height: 900 });
      // Each pane is a whole page, with landmarks of its own.
      await expectAccessible(page, ['landmark-unique']);
      expect(await sideways(page), `scrolls sideways at ${width} px`).toBeLessThanOrEqual(0);
      await page.screenshot({ path: test.info().outputPath(`preview-${colorScheme}-${width}.png`) });
    }
  }
  change('lesson.md', '## The box', '## The box (6 min)');
  await see(page, () => expect(page.getByText('No problem')).toBeVisible({ timeout: 5_000 }));
  expect(faults).toEqual([]);
});

test('an author goes from a step to its segment and back, and tries a check', async ({ page }) => {
  const { address } = await start();
  const faults = watch(page, address);
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.goto(`${address}/preview/lessons/${LESSON}`);
  const student = pane(page, 'student');
  const segment = pane(page, 'guide').getByRole('heading', { name: 'Practice telling' });
  await student.getByLabel('a surprise').check();
  await student.locator('#check-card').getByRole('button').click();
  await expect(student.getByText('Soon everyone will know.')).toBeVisible();

  await page.getByRole('navigation', { name: 'Steps' }).getByRole('link', { name: 'Practice telling' }).click();
  await expect(student.getByRole('heading', { level: 1 })).toHaveText('Practice telling');
  await expect(pane(page, 'projector').getByRole('heading', { level: 1 })).toHaveText('Practice telling');
  await expect(segment).toBeInViewport();

  await pane(page, 'guide').getByRole('link', { name: 'As a student : Help and calm' }).click();
  await expect(student.getByRole('heading', { level: 1 })).toHaveText('Help and calm');
  if (scripted()) {
    await expect(page.getByRole('navigation', { name: 'Steps' }).locator('[aria-current]')).toContainText('Help and calm');
    await expect(pane(page, 'projector').getByRole('heading', { level: 1 })).toHaveText('Help and calm');
  }

  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Family letter' }).click();
  await expect(pane(page, 'letter').getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('iframe[name="student"]')).toBeHidden();
  expect(faults).toEqual([]);
});
