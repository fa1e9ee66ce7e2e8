// A class without devices from its hands to its make-up: everything that stands only for a while.
import { expect, test } from '@playwright/test';
import { begin, cards, comeIn, signInAs } from '../classroom.ts';
import { expectGood, expectStrong, watch } from '../page.ts';

// One class each, which no other journey uses. The lessons are not sensitive, and not taught yet.
const SCHOOLS = {
  'with-javascript': { teacher: 'salazar', name: /Grade 7 Health, period 5/, lesson: '6-8.upstanders-and-safe-places' },
  'without-javascript': { teacher: 'lindqvist', name: /Grade 4/, lesson: '3-5.draw-my-line' },
};

test('hands are counted and shown, the class is closed, and who was away makes it up', async ({ page, browser, baseURL }) => {
  test.setTimeout(600_000);
  const faults = watch(page, baseURL!);
  const { teacher, name, lesson } = SCHOOLS[test.info().project.name as keyof typeof SCHOOLS];
  await signInAs(page, `${teacher}@demo.invalid`);
  await page.getByRole('link', { name }).first().click();
  const section = new URL(page.url()).pathname.split('/').pop()!;
  const [card] = await cards(page, section, 1);
  const address = await begin(page, baseURL!, section, lesson, false);
  const projector = await page.context().newPage();

  // Hands are raised at the step of the first check, and typed in.
  await page.goto(`${address}/live`);
  const hands = page.locator('form[action="/api/count_hands"]').first();
  await page.getByRole('button', { name: 'Start' }).click();
  for (let step = 1; ; step += 1) {
    await expect(page.getByText(`Step ${step} of`)).toBeVisible();
    if (await hands.isVisible()) break;
    await page.getByRole('button', { name: 'Next' }).first().click();
  }
  await hands.getByRole('spinbutton').first().fill('12');
  await hands.getByRole('button', { name: 'Keep these counts' }).click();
  await expect(hands.getByText('Kept: 12 hands.')).toBeVisible();
  await expectGood(page);

  // They are shown once the lesson is closed, to the whole class at once.
  await page.getByRole('button', { name: 'Close the lesson' }).click();
  await page.getByRole('button', { name: 'Show the tally' }).first().click();
  await expect(page.getByRole('button', { name: 'Take it off the projector' })).toBeVisible();
  await projector.goto(address.replace('/teach/classes', '/project'));
  await expect(projector.getByText('12', { exact: true })).toBeVisible();
  await expectGood(projector);
  await expectStrong(projector);
  await expectGood(page);

  // One is away.
  await page.goto(`${address}/roll`);
  await expectGood(page);
  await page.getByRole('checkbox').first().check();
  await page.getByRole('button', { name: 'Keep the roll' }).click();
  await expect(page).toHaveURL(new RegExp(`${address}/live`));

  // The card, and the projector says goodbye.
  await page.goto(`${address}/close`);
  await expectGood(page);
  await page.getByRole('button', { name: 'Close the class' }).click();
  await expect(page).not.toHaveURL(/close$/);
  await expectGood(page);
  await projector.reload();
  await expectGood(projector);
  await expectStrong(projector);

  // Whoever was away does it alone on a device, beside an adult.
  await page.goto(`/teach/classes/${section}/make-ups`);
  const number = address.split('/').pop();
  const missed = page.locator('section').filter({ has: page.locator(`#lesson-${number}`) });
  await missed.getByRole('button', { name: /^Open for/ }).first().click();
  const open = page.getByText(/^Open with/);
  await expect(open).toBeVisible();
  await expectGood(page);
  const student = await comeIn(browser, baseURL!, card, test.info().project.use.javaScriptEnabled !== false);
  const made_up = await student.goto(`/s/${section}/${number}`);
  expect(made_up?.status()).toBe(200);
  await expectGood(student);
  await page.goto(`${address}/roll`);
  await expectGood(page);
  await page.goto(`/teach/classes/${section}/history`);
  await expectGood(page);
  expect(faults).toEqual([]);
  for (const other of [projector, student]) await other.close();
});
