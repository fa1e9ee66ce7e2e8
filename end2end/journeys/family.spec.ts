// A family reads what is taught, without an account.
import { expect, test } from '@playwright/test';
import { expectGood, watch } from '../page.ts';

let faults: string[];
test.beforeEach(({ page, baseURL }) => { faults = watch(page, baseURL!); });
test.afterEach(() => { expect(faults).toEqual([]); });

test('a family reads a whole lesson and the letter that goes home', async ({ page }) => {
  await page.goto('/families');
  await expectGood(page);
  await page.getByRole('link', { name: 'Too much, too soon' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Too much, too soon');
  await expectGood(page);
  expect(await page.content()).not.toContain('Let’s think again');
  await page.getByRole('link', { name: 'Read the family letter' }).first().click();
  await expect(page.getByRole('heading', { name: 'If your child tells you something worrying' })).toBeVisible();
  await expectGood(page);
});

test('each unit has its sequence and its letter', async ({ page }) => {
  await page.goto('/families/units/k-2');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expectGood(page);
});
