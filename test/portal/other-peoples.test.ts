import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SessionToken } from '../../src/identity/sessions.ts';
import { aCitizensTown, type CitizensTown } from './citizens-town.ts';
import { ask, openSite, tokenOfForm, type Site } from './portal-site.ts';
import { fresh, walk, type Walked } from './walker.ts';
import { runs } from '../long/length.ts';

/**
 * Whatever leads somewhere on one person's pages, pressed and sent by somebody else. The pages are walked, so that a new one is
 * among them as soon as something leads to it.
 */
let town: Awaited<ReturnType<typeof aCitizensTown>>;
let site: Site;
let [annas, bos]: [Walked | null, Walked | null] = [null, null];
let others: Readonly<Record<'a neighbour' | 'a helper who may see another' | 'nobody', SessionToken | null>>;
beforeAll(async () => {
  town = await aCitizensTown();
  site = await openSite(town.database, { config: { trustedProxy: '127.0.0.1' } });
  annas = await walk(site, await site.signIn({ debtor: town.anna }));
  bos = await walk(site, await site.signIn({ debtor: town.bo }));
  others = {
    'a neighbour': await site.signIn({ debtor: town.bo }),
    'a helper who may see another': await helperOf(town),
    nobody: null,
  };
}, 120_000);
afterAll(async () => {
  await site.close();
  await town.database.close();
});

/** Somebody who sees Carl's debts and may send for him, and has nothing to do with Anna. */
function helperOf({ carl }: CitizensTown): Promise<SessionToken> {
  return site.signIn({ debtor: carl, scopes: ['see', 'pay', 'write', 'sign'] });
}

const REF = /\b[0-9A-HJKMNP-TV-Z]{12,}\b/g;

/** What is named on Anna's pages and on none of Bo's: what they owe together is on both. */
function namedOnAnnasAlone(): readonly string[] {
  const named = (walked: Walked | null) => [...(walked?.pages.values() ?? [])].join('\n').match(REF) ?? [];
  const bo = new Set(named(bos));
  return [...new Set(named(annas))].filter((ref) => !bo.has(ref));
}

const whos = ['a neighbour', 'a helper who may see another', 'nobody'] as const;

test('the walk reaches what there is to reach', () => {
  expect(namedOnAnnasAlone().length).toBeGreaterThan(10);
  expect(annas?.forms.length).toBeGreaterThan(2);
  expect(annas?.pages.size).toBeGreaterThan(25);
});

test.each(whos)('no address of another’s leads %s anywhere', async (who) => {
  const alone = namedOnAnnasAlone();
  const theirs = [...(annas?.addresses ?? [])].filter((address) =>
    alone.some((ref) => address.includes(ref)),
  );
  expect(theirs.length).toBeGreaterThan(8);
  for (const address of theirs) {
    const reply = await ask(site, address, { token: others[who], headers: fresh() });
    expect([address, reply.status]).toEqual([address, who === 'nobody' ? 303 : 404]);
    expect(alone.filter((ref) => reply.body.includes(ref) && !address.includes(ref))).toEqual([]);
  }
});

test('whatever of another’s somebody sends, with their own forms, shows nothing and changes nothing', async () => {
  const alone = namedOnAnnasAlone();
  const forms = [...(annas?.forms ?? []), ...(bos?.forms ?? [])].filter(
    ({ action }) => !/log-ud|bliv/.test(action),
  );
  const refs = fc.constantFrom(...alone);
  const tokens: Record<string, string> = {};
  for (const who of whos) tokens[who] = await formTokenOf(others[who]);
  const sent = fc.record({
    who: fc.constantFrom(...whos),
    form: fc.constantFrom(...forms),
    ref: refs,
    choice: fc.nat({ max: 5 }),
    swap: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(sent, async ({ who, form, ref, choice, swap }) => {
      const fields = Object.entries(form.fields).map(([name, values]) => {
        const value = values[choice % values.length] ?? '';
        return [name, swap ? value.replaceAll(REF, ref) : value] as const;
      });
      const action = swap ? form.action.replaceAll(REF, ref) : form.action;
      const reply = await ask(site, action, {
        token: others[who],
        form: { ...Object.fromEntries(fields), form: tokens[who] ?? '' },
        headers: fresh(),
      });
      expect(reply.status).toBeLessThan(500);
      const said = [action, ...fields.map(([, value]) => value)].join(' ');
      const shown = reply.body + (reply.headers.get('location') ?? '');
      expect(alone.filter((each) => shown.includes(each) && !said.includes(each))).toEqual([]);
    }),
    runs(120),
  );
  const afterwards = await walk(site, await site.signIn({ debtor: town.anna }));
  const still = (walked: Walked | null) =>
    [...(walked?.pages ?? [])].filter(([address]) => !address.includes('/indsigt'));
  expect(still(afterwards)).toEqual(still(annas));
});

async function formTokenOf(token: SessionToken | null): Promise<string> {
  return token === null
    ? 'A'.repeat(43)
    : tokenOfForm(await ask(site, '/998/overblik', { token, headers: fresh() }));
}
