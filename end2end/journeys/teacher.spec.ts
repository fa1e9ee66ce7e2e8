// A teacher prepares, projects, opens a lesson, and sees who is done.
import { expect, test } from '@playwright/test';
import { expectGood, signIn, watch } from '../page.ts';

let faults: string[];
test.beforeEach(({ page, baseURL }) => { faults = watch(page, baseURL!); });
test.afterEach(() => { expect(faults).toEqual([]); });

test('a teacher sees the classes and what comes next', async ({ page }) => {
  await signIn(page, 'Teacher', 'Ms. Bennett');
  await expect(page).toHaveURL(/\/teach$/);
  await expect(page.getByRole('link', { name: /Grade 7 Health, period 2/ }).first()).toBeVisible();
  await expectGood(page);
});

test('a class shows its unit, who is missing it, and the grid', async ({ page }) => {
  await signIn(page, 'Teacher', 'Ms. Bennett');
  await page.getByRole('link', { name: /Grade 6 Health/ }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Grade 6 Health');
  await expect(page.getByRole('table').first()).toBeVisible();
  await expectGood(page);
});

test('the guide can be read standing up, with the disclosure card one tap away', async ({ page }) => {
  await signIn(page, 'Teacher', 'Ms. Bennett');
  await page.goto('/teach/lessons/6-8.too-much-too-soon/guide');
  await expect(page.getByRole('heading', { name: 'Purpose' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Fidelity card' })).toBeVisible();
  await expectGood(page);
  await page.getByRole('button', { name: 'If a student tells you' }).first().click();
  await expect(page.getByRole('heading', { name: 'If a student tells you' }).first()).toBeVisible();
});

test('a teacher looks at a lesson as a student would', async ({ page }) => {
  await signIn(page, 'Teacher', 'Ms. Bennett');
  await page.goto('/teach/lessons/6-8.my-mind-my-toolbox/student/1');
  await expect(page.getByText('This is how students see it')).toBeVisible();
  await expectGood(page);
});

test('the projector shows one step and no word of the guide', async ({ page }) => {
  await signIn(page, 'Teacher', 'Ms. Bennett');
  await page.getByRole('link', { name: /Grade 7 Health, period 2/ }).first().click();
  const section = new URL(page.url()).pathname.split('/').pop();
  await page.setViewportSize({ width: 1920, height: 1080 });
  await page.goto(`/project/${section}/1/1`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(await page.content()).not.toContain('Listen for');
  await expectGood(page);
});

test('another school’s class is not there for this teacher', async ({ page, browser, baseURL }) => {
  await signIn(page, 'Teacher', 'Ms. Ames');
  await page.getByRole('link', { name: /Kindergarten/ }).first().click();
  const foreign = new URL(page.url()).pathname;
  const other = await browser.newPage({ baseURL });
  await signIn(other, 'Teacher', 'Ms. Bennett');
  const response = await other.goto(foreign);
  expect(response?.status()).toBe(404);
  await other.close();
});
