// A student comes in, works through a lesson, finds help, and leaves.
import { expect, test, type Page } from '@playwright/test';
import { codes, expectGood, signIn, watch } from '../page.ts';

let faults: string[];
test.beforeEach(({ page, baseURL }) => { faults = watch(page, baseURL!); });
test.afterEach(() => { expect(faults).toEqual([]); });

async function startLesson(page: Page) {
  await signIn(page, 'Student', /Grade 7/);
  await page.locator('.lesson[data-is=next], .lesson[data-is=part]').first().getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

test('a student signs in with the two codes on the card', async ({ page }) => {
  const { classCode, ownCode } = await codes(page);
  await page.goto('/s/sign-in');
  await expectGood(page);
  await page.getByLabel('Class code').fill(classCode.toLowerCase());
  await page.getByLabel('Your own code').fill(ownCode.toUpperCase());
  await page.getByRole('button', { name: 'Come in' }).click();
  await expect(page).toHaveURL(/\/s$/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Hi, ');
  await expectGood(page);
});

test('a wrong code keeps what was typed and says what to do', async ({ page }) => {
  const { classCode } = await codes(page);
  await page.goto('/s/sign-in');
  await page.getByLabel('Class code').fill(classCode);
  await page.getByLabel('Your own code').fill('wrong wrong');
  await page.getByRole('button', { name: 'Come in' }).click();
  await expect(page.getByRole('alert')).toContainText('don’t fit together');
  await expect(page.getByLabel('Class code')).toHaveValue(classCode);
  faults = faults.filter(fault => !fault.includes('422'));
});

test('a student reads a step, is asked, and goes on to the next', async ({ page }) => {
  await startLesson(page);
  await expectGood(page);
  await page.getByRole('navigation', { name: 'Steps' }).getByRole('link').last().click();
  await expect(page.getByText(/Step \d+ of \d+/)).toBeVisible();
  await expectGood(page);
  const before = page.url();
  const next = page.getByRole('navigation', { name: 'Steps' }).locator('[data-kind=main]');
  await next.click();
  await page.waitForURL(url => url.href !== before);
});

test('a wrong answer is met kindly, and a right one is explained', async ({ page }) => {
  await startLesson(page);
  const lesson = new URL(page.url()).pathname;
  const check = page.locator('.check[data-kind=choose-one]').first();
  for (let step = 1; step <= 8; step++) {
    await page.goto(`${lesson}/${step}`);
    if (await check.count()) break;
  }
  const options = check.getByRole('radio');
  const verdicts: (string | null)[] = [];
  for (let option = 0; option < await options.count(); option++) {
    await options.nth(option).check();
    await check.getByRole('button', { name: 'Check my answer' }).click();
    await expect(check.locator('[data-feedback]')).toBeVisible();
    await expect(options.nth(option)).toBeChecked();
    verdicts.push(await check.locator('[data-feedback]').getAttribute('data-verdict'));
  }
  expect(verdicts.filter(verdict => verdict === 'fits')).toHaveLength(1);
  expect(verdicts).toContain('think');
  await expect(page.locator('body')).not.toContainText(/\bwrong\b/i);
});

test('help is one link away and shows people before lines', async ({ page }) => {
  await signIn(page, 'Student', /Grade 7/);
  await page.getByRole('link', { name: 'Help', exact: true }).click();
  const headings = await page.getByRole('heading', { level: 2 }).allTextContents();
  expect(headings[0]).toContain('People');
  expect(headings[1]).toContain('Lines');
  await expectGood(page);
});

test('leaving ends the session and gives nothing away', async ({ page, context }) => {
  await context.route(url => url.hostname !== 'localhost', route => route.fulfill({ body: 'elsewhere' }));
  await signIn(page, 'Student', /Grade 7/);
  await page.getByRole('link', { name: 'Leave this page' }).click();
  await page.waitForURL(url => url.hostname !== 'localhost');
  await page.goto('/s');
  await expect(page).toHaveURL(/\/s\/sign-in/);
  faults = faults.filter(fault => !fault.startsWith('asks'));
});

test('a page that is not there is designed, and says where to go', async ({ page }) => {
  await signIn(page, 'Student', /Grade 7/);
  const response = await page.goto('/s/nobody/1');
  expect(response?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('nothing here');
  await expectGood(page);
  faults = faults.filter(fault => !fault.includes('404'));
});
