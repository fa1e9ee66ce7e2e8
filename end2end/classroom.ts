// A class that is taught live: its teacher, its cards, its devices.
import { expect, type Browser, type Page } from '@playwright/test';

/** Signs in a teacher whose button the demo does not show: everybody on its staff has the same password. */
export async function signInAs(page: Page, email: string) {
  await page.goto('/');
  const password = await page.locator('form[action="/sign-in"] [name=password]').first().inputValue();
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).first().click();
  await page.waitForURL(/\/teach$/);
}

/** Begins a lesson in a class of the teacher's; the address of the lesson in this class. */
export async function begin(page: Page, baseURL: string, section: string, lesson: string, devices: boolean) {
  const begun = await page.request.post('/api/begin_class', {
    form: { section, lesson, devices: String(devices) },
    headers: { origin: baseURL, accept: 'application/json' },
  });
  expect(begun.ok()).toBe(true);
  return begun.headers()['location'].replace(/\/live$/, '');
}

/** The codes of a class's first students, as its teacher prints them. */
export async function cards(page: Page, section: string, count: number) {
  await page.goto(`/school/classes/${section}/cards`);
  const values = page.locator('.card dd');
  const texts = await values.allTextContents();
  return Array.from({ length: count }, (_, at) => ({ classCode: texts[2 * at], ownCode: texts[2 * at + 1] }));
}

/** A student's device, signed in. */
export async function comeIn(browser: Browser, baseURL: string, card: { classCode: string; ownCode: string }, javaScriptEnabled = true) {
  const context = await browser.newContext({ baseURL, javaScriptEnabled });
  const page = await context.newPage();
  await page.goto('/s/sign-in');
  await page.getByLabel('Class code').fill(card.classCode);
  await page.getByLabel('Your own code').fill(card.ownCode);
  await page.getByRole('button', { name: 'Come in' }).click();
  await expect(page).toHaveURL(/\/s$/);
  return page;
}
