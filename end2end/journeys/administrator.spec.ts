// An administrator sees what has been taught, makes a class, and keeps the readiness gate.
import { expect, test } from '@playwright/test';
import { expectGood, signIn, watch } from '../page.ts';

let faults: string[];
test.beforeEach(({ page, baseURL }) => { faults = watch(page, baseURL!); });
test.afterEach(() => { expect(faults).toEqual([]); });

test('the school says in sentences how far it is, then in a table', async ({ page }) => {
  await signIn(page, 'School administrator', 'Mr. Duval');
  await expect(page).toHaveURL(/\/school\//);
  await expect(page.getByRole('table').first()).toBeVisible();
  await expectGood(page);
});

test('the downloaded file has the classes of the screen', async ({ page }) => {
  await signIn(page, 'School administrator', 'Mr. Duval');
  const link = page.getByRole('link', { name: /Download/ }).first();
  const address = await link.getAttribute('href');
  const file = await (await page.request.get(address!)).text();
  for (const name of ['Grade 6 Health', 'Grade 9 Wellness', 'Grade 11 Seminar']) {
    expect(file).toContain(name);
    await expect(page.getByText(name).first()).toBeVisible();
  }
});

test('a new class gets its students and their login cards', async ({ page }) => {
  const name = `Grade 8 Health ${test.info().project.name} ${Date.now()}`;
  await signIn(page, 'School administrator', 'Mr. Duval');
  const school = new URL(page.url()).pathname;
  await page.goto(`${school}/new-class`);
  await expectGood(page);
  await page.locator('[name=name]').fill(name);
  await page.locator('[name=first_grade]').selectOption('8');
  await page.locator('[name=last_grade]').selectOption('8');
  await page.locator('[name=teacher]').first().check();
  await page.locator('[name=names]').fill('Ada L.\nGrace H.\nMary S.');
  await page.locator('main form button[data-kind=main]').last().click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name);
  await expect(page.getByText('Grace H.').first()).toBeVisible();
  await expectGood(page);
  await page.goto(`${new URL(page.url()).pathname}/cards`);
  await expect(page.getByText('Mary S.').first()).toBeVisible();
  await expectGood(page);
});

test('the readiness gate and the opt-outs can be kept', async ({ page }) => {
  await signIn(page, 'School administrator', 'Ms. Whitcomb');
  const school = new URL(page.url()).pathname;
  await page.goto(`${school}/readiness`);
  await expectGood(page);
  await page.goto(`${school}/staff`);
  await expectGood(page);
});
