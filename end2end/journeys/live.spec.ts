// A class taught live: a console, a projector and three students, one of them without JavaScript.
import { expect, test } from '@playwright/test';
import { begin, cards, comeIn, signInAs } from '../classroom.ts';
import { expectGood, expectStrong, watch } from '../page.ts';

const CLASS = /Grade 9 Wellness/;
// Not sensitive, so that it needs no readiness; the class has not begun its unit.
const LESSON = '9-10.media-algorithms-and-expectations';

test('a class is led from the console, and every device is where it belongs', async ({ page, browser, baseURL }) => {
  test.skip(test.info().project.use.javaScriptEnabled === false, 'one of its students has no JavaScript');
  test.setTimeout(600_000);
  const faults = watch(page, baseURL!);
  await signInAs(page, 'tran@demo.invalid');
  await page.getByRole('link', { name: CLASS }).first().click();
  const section = new URL(page.url()).pathname.split('/').pop()!;
  const codes = await cards(page, section, 3);

  // Whoever is early finds the class on the first page as soon as it begins, which then waits for the first step.
  const early = await comeIn(browser, baseURL!, codes[0]);
  await expect(early.getByText('Nothing is open right now')).toBeVisible();
  const address = await begin(page, baseURL!, section, LESSON, true);
  await page.goto(`${address}/live`);
  const lesson = address.split('/').pop()!;
  const [ada, ben, cleo] = await Promise.all([
    comeIn(browser, baseURL!, codes[0]),
    comeIn(browser, baseURL!, codes[1]),
    comeIn(browser, baseURL!, codes[2], false),
  ]);
  for (const student of [ada, ben, cleo]) {
    await student.goto(`/s/${section}/${lesson}`);
    await expect(student.getByText('Your class starts soon')).toBeVisible();
  }
  await expect(early.getByRole('link', { name: 'Go to where my class is' })).toBeVisible({ timeout: 30_000 });
  await early.close();
  await expectGood(page);
  await expectGood(ada);

  // The projector shows where to go, and then the step; no name and no word of the guide.
  const projector = await page.context().newPage();
  await projector.setViewportSize({ width: 1920, height: 1080 });
  await projector.goto(`/project/${section}/${lesson}`);
  await expect(projector.getByText(/Class code/).first()).toBeVisible();
  await expectGood(projector);
  await expectStrong(projector);

  // One click: the projector and every device follow by themselves.
  await page.getByRole('button', { name: 'Start' }).click();
  await expect(page.getByText('Step 1 of')).toBeVisible();
  for (const student of [ada, ben]) await expect(student).toHaveURL(new RegExp(`/${lesson}/1$`));
  await expect(projector.getByText(/Step 1 of/)).toBeVisible();
  await expect(projector.getByText('Listen for')).toHaveCount(0);
  await cleo.getByRole('link', { name: 'Go to where my class is' }).click();
  await expect(cleo).toHaveURL(new RegExp(`/${lesson}/1$`));
  await expectGood(page);
  await expectGood(projector);
  await expectGood(ben);

  // What the class reads from the last row, with its checks.
  for (let step = 1; step <= 7; step += 1) {
    await projector.goto(`/project/${section}/${lesson}/${step}`);
    await expectStrong(projector);
  }
  await projector.goto(`/project/${section}/${lesson}`);

  // A presenter's remote.
  await page.locator('h1').click();
  await page.keyboard.press('PageDown');
  await expect(ada).toHaveURL(new RegExp(`/${lesson}/2$`));
  await page.keyboard.press('b');
  await expect(projector.getByText('The screen is dark.')).toBeAttached();
  await page.keyboard.press('b');
  await expect(projector.getByText(/Step 2 of/)).toBeVisible();

  // A step that is longer than the projector's screen is gone through from the console, and begins anew with the next.
  await projector.setViewportSize({ width: 1024, height: 480 });
  const down = () => projector.evaluate(() => Math.round(scrollY));
  await page.getByRole('button', { name: 'Further down' }).click();
  await expect.poll(down).toBeGreaterThan(100);
  await page.getByRole('button', { name: 'Back to the top' }).click();
  await expect.poll(down).toBe(0);

  // The remote also works while the projector's window is in front: through the page, and then on.
  await projector.bringToFront();
  await projector.keyboard.press('PageDown');
  await expect.poll(down).toBeGreaterThan(100);
  await projector.evaluate(() => scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' }));
  await projector.keyboard.press('PageDown');
  await expect(ada).toHaveURL(new RegExp(`/${lesson}/3$`));
  await expect(projector.getByText(/Step 3 of/)).toBeVisible();
  await expect.poll(down).toBe(0);
  await projector.keyboard.press('PageUp');
  await expect(ada).toHaveURL(new RegExp(`/${lesson}/2$`));
  await projector.setViewportSize({ width: 1920, height: 1080 });
  await page.bringToFront();

  // Paused: what is on the screen is covered, and comes back as it was.
  await page.getByRole('button', { name: 'Pause all screens' }).click();
  await expect(ada.getByText('Look up')).toBeVisible();
  // The way out is never covered.
  await ada.getByRole('link', { name: 'Leave this page' }).click({ trial: true });
  await cleo.reload();
  await expect(cleo.getByText('Look up')).toBeVisible();
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(ada.getByText('Look up')).toBeHidden();

  // Let loose within bounds, and called back.
  await page.locator('[name="lead[from]"]').selectOption('2');
  await page.locator('[name="lead[to]"]').selectOption('3');
  await page.getByRole('button', { name: 'Own pace' }).click();
  await expect(page.getByText('from step 2 to step 3')).toBeVisible();
  await ada.goto(`/s/${section}/${lesson}/3`);
  await expect(ada).toHaveURL(new RegExp(`/${lesson}/3$`));
  await ada.goto(`/s/${section}/${lesson}/5`);
  await expect(ada).toHaveURL(new RegExp(`/${lesson}/3$`));
  await page.getByRole('button', { name: 'Call everybody back' }).click();
  await expect(ada).toHaveURL(new RegExp(`/${lesson}/2$`));

  // Somebody says "I'm done", and the console and the class's grid show it without being asked.
  const grid = await page.context().newPage();
  await grid.goto(`/teach/classes/${section}`);
  await expect(grid.getByText('this table brings itself up to date')).toBeVisible();
  const begun_cells = grid.locator('td[data-is="part"]');
  await expect(begun_cells).toHaveCount(0);
  await ada.getByRole('button', { name: 'I’m done' }).click();
  await expect(ada.getByText('Your teacher goes on for everyone')).toBeVisible();
  await expect(page.getByText('1 of 21 have done this step')).toBeVisible();
  await expect(begun_cells).toHaveCount(1);

  // Late, and with a history of one entry: what is open is the step of the class.
  await ben.goto(`/s/${section}/${lesson}`);
  await expect(ben).toHaveURL(new RegExp(`/${lesson}/2$`));
  expect(faults).toEqual([]);

  // Without a connection the console stays as it is and says so; with one, the same button works.
  const next = page.getByRole('button', { name: 'Next step' });
  const unreached = page.getByText('There is no connection right now.');
  await page.bringToFront();
  await page.context().setOffline(true);
  await next.click();
  await expect(unreached).toBeVisible();
  await expect(page.getByText('Step 2 of')).toBeVisible();
  await page.context().setOffline(false);
  await next.click();
  await expect(page.getByText('Step 3 of')).toBeVisible();
  await expect(unreached).toBeHidden();
  await expect(next).toBeFocused();
  for (const other of [ada, ben, cleo, projector, grid]) await other.close();
});

test('another machine becomes the projector by a code', async ({ page, browser, baseURL }) => {
  await signInAs(page, 'tran@demo.invalid');
  await page.getByRole('link', { name: /Grade 11 Seminar/ }).first().click();
  const section = new URL(page.url()).pathname.split('/').pop()!;
  const address = await begin(page, baseURL!, section, '11-12.our-plan', false);
  await page.goto(`${address}/live`);
  await page.getByRole('link', { name: 'Use another machine as the projector' }).click();
  const code = (await page.locator('.pairing-code').textContent())!;
  const machine = await (await browser.newContext({ baseURL, javaScriptEnabled: test.info().project.use.javaScriptEnabled })).newPage();
  await machine.goto('/projector');
  await expectGood(machine);
  await machine.getByLabel('Code from the teacher’s console').fill(code);
  await machine.getByRole('button', { name: 'Show the class' }).click();
  await expect(machine.getByRole('heading', { level: 1 })).toHaveText('Come in');
  await expectGood(machine);
  await machine.close();
});
