// Whatever a role can reach by links is good: one page of each kind, found by following them.
import { expect, test } from '@playwright/test';
import { expectGood, signIn, watch } from '../page';

/** Pages of one kind: their addresses differ in names and numbers only. */
const kind = (path: string) => path
  .replace(/\/(k-2|\d+-\d+)\.[a-z0-9-]+/, '/LESSON')
  .replace(/\/units\/[^/]+/, '/units/BAND')
  .replace(/\/[a-z0-9]{10}(?=\/|$)/g, '/NAME')
  .replace(/\/\d+(?=\/|$)/g, '/N');

const roles = [
  { role: 'Teacher', who: /Bennett/, atLeast: 14 },
  { role: 'Counselor', who: '', atLeast: 8 },
  { role: 'School administrator', who: /Duval/, atLeast: 14 },
  { role: 'District administrator', who: '', atLeast: 8 },
  { role: 'Student', who: /Grade 7/, atLeast: 3 },
];

for (const { role, who, atLeast } of roles) {
  test(`every kind of page that a ${role.toLowerCase()} can reach is good`, async ({ page, baseURL }) => {
    test.skip(test.info().project.use.javaScriptEnabled === false, 'links are the same without JavaScript');
    test.setTimeout(900_000);
    const faults = watch(page, baseURL!);
    await signIn(page, role, who);
    const waiting = [new URL(page.url()).pathname];
    const seen = new Set<string>();
    while (waiting.length) {
      const path = waiting.shift()!;
      if (seen.has(kind(path))) continue;
      seen.add(kind(path));
      const response = await page.goto(path);
      expect(response?.status(), path).toBe(200);
      await expectGood(page);
      const links = await page.locator('a[href^="/"]').evaluateAll(all => all.map(link => link.getAttribute('href')!));
      const pages = links.map(link => link.split(/[?#]/)[0]).filter(link => !/^\/(bye|assets)|\.csv$/.test(link));
      // What everybody may read looks the same to all: one role reads it.
      waiting.push(...pages.filter(link => role === 'Teacher' || !/^\/(families|help)/.test(link)));
    }
    expect(seen.size, [...seen].join('\n')).toBeGreaterThanOrEqual(atLeast);
    expect(faults).toEqual([]);
  });
}
