// What every page owes its reader, whatever the journey is about.
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { HtmlValidate } from 'html-validate';

const rules = new HtmlValidate({
  extends: ['html-validate:standard'],
  rules: {
    'no-inline-style': 'error',
    // A list without markers is no list to Safari's screen reader, unless it says that it is one.
    'no-redundant-role': 'off',
    // A table that scrolls sideways is a named region, so that it can be reached by keyboard.
    'prefer-native-element': 'off',
  },
});

/** The page as the server sent it is valid HTML. */
export async function expectValid(page: Page) {
  await expectValidHtml(await (await page.request.get(page.url())).text(), page.url());
}

/** The HTML that stands at `place` is valid. */
export async function expectValidHtml(html: string, place: string) {
  const { results } = await rules.validateString(html, place);
  const found = results.flatMap(result => result.messages)
    .map(message => `${message.line}:${message.column} ${message.ruleId} ${message.message}`);
  expect(found, `invalid HTML at ${place}`).toEqual([]);
}

/** Every icon and picture on the page is one that its sprite has; a missing one is only an empty place. */
async function expectDrawn(page: Page) {
  const html = await (await page.request.get(page.url())).text();
  const missing: string[] = [];
  const sprites = new Map<string, string>();
  for (const [, sprite, id] of html.matchAll(/<use href="([^"#]+)#([^"]+)"/g)) {
    if (!sprites.has(sprite)) sprites.set(sprite, await (await page.request.get(sprite)).text());
    if (!sprites.get(sprite)!.includes(`id="${id}"`)) missing.push(`${sprite}#${id}`);
  }
  expect(missing, `drawings that are not there at ${page.url()}`).toEqual([]);
}

/** No rule of WCAG 2.2 A and AA that a program can check is broken, but for those in `except`. Needs JavaScript; says nothing without it. */
export async function expectAccessible(page: Page, except: string[] = []) {
  if (test.info().project.use.javaScriptEnabled === false) return;
  // From a folder, a page may not fetch its style sheet a second time; its rules are seen without that too.
  const preload = !page.url().startsWith('file:');
  const { violations } = await new AxeBuilder({ page })
    .options({ preload })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .disableRules(except)
    .analyze();
  const found = violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(node => node.target)}`);
  expect(found, `barriers at ${page.url()}`).toEqual([]);
}

/** Words are told from their ground at 7:1 at least: a beamer in a bright room leaves little of that. */
export async function expectStrong(page: Page) {
  if (test.info().project.use.javaScriptEnabled === false) return;
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page }).withRules(['color-contrast-enhanced']).analyze();
    const found = violations.flatMap(({ nodes }) => nodes.map(node => `${node.target}: ${node.failureSummary}`));
    expect(found, `too pale at ${page.url()}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
}

/** Signs in by one of the demo's own buttons: `who` is a role and a part of what stands beside it. */
export async function signIn(page: Page, role: string, who: string | RegExp = '') {
  await page.goto('/');
  const account = page.locator('.account').filter({ hasText: role }).filter({ hasText: who }).first();
  await account.getByRole('button').click();
  await page.waitForURL(url => url.pathname !== '/');
}

/** The codes on a demo student's card. */
export async function codes(page: Page) {
  await page.goto('/');
  const card = page.locator('form[action="/s/sign-in"]').first();
  return {
    classCode: await card.locator('[name=class_code]').inputValue(),
    ownCode: await card.locator('[name=own_code]').inputValue(),
  };
}

/** Looks at the page as everybody does: bright and dark, on a narrow phone and on a laptop; a picture of each is kept. */
export async function expectGood(page: Page) {
  await expectValid(page);
  await expectDrawn(page);
  const before = page.viewportSize();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      await expectAccessible(page);
      const name = new URL(page.url()).pathname.replaceAll('/', '_');
      await page.screenshot({ path: test.info().outputPath(`${name}-${colorScheme}-${width}.png`) });
      const wider = await sideways(page);
      expect(wider, `${page.url()} scrolls sideways at ${width} px`).toBeLessThanOrEqual(0);
    }
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
  if (before) await page.setViewportSize(before);
}

export async function sideways(page: Page) {
  if (test.info().project.use.javaScriptEnabled === false) return 0;
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** Fails the journey when a page asks a third party for anything or complains on its console. */
export function watch(page: Page, baseURL: string) {
  const faults: string[] = [];
  page.on('request', request => {
    const own = request.url().startsWith(baseURL) || /^(data|blob):/.test(request.url());
    if (!own) faults.push(`asks ${request.url()}`);
  });
  page.on('console', message => {
    if (['error', 'warning'].includes(message.type())) faults.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', error => faults.push(`error: ${error.message}`));
  return faults;
}
