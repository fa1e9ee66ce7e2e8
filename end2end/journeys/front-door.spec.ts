// Anyone opens the address of a school's Groundwork.
import { expect, test } from '@playwright/test';
import { expectAccessible, expectValid } from '../page.ts';

test('the front door is open, valid, without barriers, and asks no one else for anything', async ({ page, baseURL }) => {
  const foreign: string[] = [];
  page.on('request', request => {
    if (!request.url().startsWith(baseURL!) && !request.url().startsWith('data:')) foreign.push(request.url());
  });
  const failed: string[] = [];
  page.on('response', response => {
    if (response.status() >= 400) failed.push(`${response.status()} ${response.url()}`);
  });

  await page.goto('/', { waitUntil: 'networkidle' });

  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
  await expectValid(page);
  await expectAccessible(page);
  expect(foreign).toEqual([]);
  expect(failed).toEqual([]);
});
