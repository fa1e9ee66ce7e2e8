// Whatever a role can reach by links is good: one page of each kind, found by following them.
import { expect, test } from '@playwright/test';
import { expectGood, signIn, watch } from '../page';

/** Pages of one kind: their addresses differ in names and numbers only. */
const kind = (path: string) => path
  .replace(/\/(k-2|\d+-\d+)\.[a-z0-9-]+/, '/LESSON')
  .replace(/\/units\/[^/]+/, '/units/BAND')
  .replace(/\/[a-z0-9]{10}(?=\/|$)/g, '/NAME')
  .replace(/\/\d+(?=\/|$)/g, '/N');

// Among them what stands only while a class is being taught, as one is in the demo.
const live = ['live', 'pair', 'roll', 'close', 'questions'].map(page => `/teach/classes/NAME/N/${page}`);
const roles = [
  { role: 'Teacher', who: /Bennett/, atLeast: 19, among: [...live, '/teach/classes/NAME/make-ups', '/teach/classes/NAME/N/taught', '/project/NAME/N'] },
  { role: 'Counselor', who: '', atLeast: 8, among: ['/school/NAME/questions', '/school/NAME/now'] },
  { role: 'School administrator', who: /Duval/, atLeast: 14, among: ['/school/NAME/now'] },
  { role: 'District administrator', who: '', atLeast: 8, among: [] },
  { role: 'Student', who: /Grade 7/, atLeast: 4, among: ['/s/NAME/N', '/s/NAME/N/N', '/s/NAME/N/ask'] },
];

for (const { role, who, atLeast, among } of roles) {
  test(`every kind of page that a ${role.toLowerCase()} can reach is good`, async ({ page, baseURL }) => {
    test.skip(test.info().project.use.javaScriptEnabled === false, 'links are the same without JavaScript');
    test.setTimeout(900_000);
    const faults = watch(page, baseURL!);
    await signIn(page, role, who);
    const waiting = [new URL(page.url()).pathname];
    const [seen, asked] = [new Set<string>(), new Set<string>()];
    while (waiting.length) {
      const path = waiting.shift()!;
      const isNew = !seen.has(kind(path));
      // Each class leads somewhere else: one that runs to its console.
      if (asked.has(path) || !(isNew || /^\/teach\/classes\/NAME(\/N)?$/.test(kind(path)))) continue;
      asked.add(path);
      seen.add(kind(path));
      const response = await page.goto(path);
      expect(response?.status(), path).toBe(200);
      if (isNew) await expectGood(page);
      const links = await page.locator('a[href^="/"]').evaluateAll(all => all.map(link => link.getAttribute('href')!));
      const pages = links.map(link => link.split(/[?#]/)[0]).filter(link => !/^\/(bye|assets)|\.csv$/.test(link));
      // What everybody may read looks the same to all: one role reads it.
      waiting.push(...pages.filter(link => role === 'Teacher' || !/^\/(families|help)/.test(link)));
    }
    expect([...seen]).toEqual(expect.arrayContaining(among));
    expect(seen.size, [...seen].join('\n')).toBeGreaterThanOrEqual(atLeast);
    expect(faults).toEqual([]);
  });
}
