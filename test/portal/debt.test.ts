import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { claimsOfDebtor } from '../../src/claims/claims-of-debtor.ts';
import { date } from '../../src/kernel/dates.ts';
import type { DebtorNumber } from '../../src/kernel/ids.ts';
import { zeroOre } from '../../src/kernel/money.ts';
import { pageKeyOf, pageRef } from '../../src/municipality/page-refs.ts';
import { correctClaim } from '../../src/payments/correct-claim.ts';
import { readInMunicipality } from '../../src/platform/database.ts';
import { morningOf } from '../integration/town.ts';
import { aCitizensTown, type CitizensTown } from './citizens-town.ts';
import { ask, openSite, SITE, type Reply, type Site } from './portal-site.ts';

let town: CitizensTown;
let site: Site;
beforeAll(async () => {
  town = await aCitizensTown();
  site = await openSite(town.database);
});
afterAll(async () => {
  await site.close();
  await town.database.close();
});

async function refOf(debtor: DebtorNumber, claimId: string): Promise<string> {
  return readInMunicipality(town.database, SITE, async (tx) => {
    const claim = (await claimsOfDebtor(tx, debtor)).find((each) => each.claimId === claimId);
    if (claim === undefined) throw new Error(`nobody knows ${claimId}`);
    return pageRef(await pageKeyOf(tx), 'claim', claim.claim);
  });
}

interface Looking {
  readonly as?: DebtorNumber;
  readonly english?: boolean;
}

async function debt(claimId: string, { as = town.anna, english = false }: Looking = {}): Promise<Reply> {
  const ref = await refOf(town.anna, claimId);
  const token = await site.signIn({ debtor: as });
  return ask(site, `/998${english ? '/en' : ''}/gaeld/${ref}`, { token });
}

describe('the page of one debt', () => {
  test('says what it is for, where it is from, what it amounts to and what has happened', async () => {
    const { status, words } = await debt('A-1');
    expect(status).toBe(200);
    expect(words).toContain(
      'Til dit overblik Børnepasning, februar 2026 Hvad sker der nu? Beløb nu: 1.250,00 kr.',
    );
    expect(words).toContain(
      'Fristen var 1. marts 2026. Betal, eller ring til os på 00 00 09 98, hvis du ikke kan.',
    );
    expect(words).toContain('Hvad er det for? Hvad Børnepasning Periode februar 2026');
    expect(words).toContain('Hvor kommer det fra? Det kommer fra Bøgevang Kommune, regning A-1.');
    expect(words).toContain('Selve beløbet 1.250,00 kr. 0,00 kr. 1.250,00 kr.');
    expect(words).toContain('Du kom til at skylde det 1.250,00 kr. 1.250,00 kr.');
    expect(words).toContain(
      'Du kan betale 1.250,00 kr. Du må gerne betale noget af det. Betal her på siden. Betal i din egen bank. Kan du ikke',
    );
  });

  test('says it in English', async () => {
    const { words } = await debt('A-1', { english: true });
    expect(words).toContain(
      'Child care (daginstitution), February 2026 What happens now? Amount now: DKK 1,250.00',
    );
    expect(words).toContain('The deadline was 1 March 2026.');
  });

  test('of a month of benefits tells of the decision', async () => {
    const { words } = await debt('K-1-1');
    expect(words).toContain('Kontanthjælp, januar 2025');
    expect(words).toContain('Kommunen besluttede den 29. december 2025, at du skal betale det tilbage.');
    expect(words).toContain('Du betaler 3.950,00 kr. om måneden.');
    const together = 'Du betaler af på det sammen med andet. Det, du betaler, går til det ældste først.';
    expect(words).toContain(together);
    expect((await debt('A-1')).words).not.toContain(together);
  });

  test('of a joint debt never says with whom', async () => {
    const { words, body } = await debt('A-2');
    expect(words).toContain('Du skylder det sammen med andre. I skylder hver især hele beløbet.');
    expect(body).not.toContain('Person 2');
    expect((await debt('A-2', { as: town.bo })).status).toBe(200);
  });

  test('at Gældsstyrelsen has no way to pay here', async () => {
    const { words, body } = await debt('A-6');
    expect(words).toContain('4.000,00 kr. er hos Gældsstyrelsen. Gældsstyrelsen har det nu.');
    expect(words).toContain('Sendt til Gældsstyrelsen 4.000,00 kr.');
    expect(words).toContain('Du betaler til Gældsstyrelsen på mit.gaeldst.dk.');
    expect(body).toContain('href="https://mit.gaeldst.dk"');
    expect(words).not.toContain('Du kan betale');
  });

  test('says of what need not be paid that it need not', async () => {
    expect((await debt('A-3')).words).toContain('Du må gerne betale, men du skal ikke.');
    expect((await debt('A-5')).words).toContain('Du kan ikke betale her lige nu.');
    expect((await debt('A-7')).words).toContain('Der er ikke noget at betale her.');
  });

  test('that is paid shows the payment, and that nothing is left', async () => {
    const { words } = await debt('A-7');
    expect(words).toContain('10. februar 2026 Betalt −75,00 kr. 0,00 kr.');
  });

  test('that is taken back when it has been paid says where the money is, and adds up', async () => {
    await town.do(async (tx) => {
      const claim = (await claimsOfDebtor(tx, town.anna)).find(({ claimId }) => claimId === 'A-7');
      if (claim === undefined) throw new Error('nobody knows A-7');
      const taken = { claim: claim.claim, to: zeroOre, reason: 'Fejl', by: 'Carl' };
      const at = morningOf('2026-03-12');
      expect((await correctClaim(tx, { ...taken, decidedOn: date('2026-03-12'), at })).ok).toBe(true);
    });
    const { words } = await debt('A-7');
    expect(words).toContain(
      '10. februar 2026 Betalt −75,00 kr. 0,00 kr. 12. marts 2026 Der var betalt for meget 75,00 kr. 75,00 kr. 12. marts 2026 Beløbet blev ændret −75,00 kr. 0,00 kr.',
    );
    expect(words).toContain('Har vi penge til dig, står det på dit overblik.');
  });
});

describe('another’s debt', () => {
  test('is not there, nor what never was', async () => {
    for (const claimId of ['A-1', 'K-1-1', 'A-7'])
      expect((await debt(claimId, { as: town.dorthe })).status).toBe(404);
    const token = await site.signIn({ debtor: town.anna });
    for (const ref of ['K7Q4M2XR9TVB', '000000000000', 'k7q4-m2xr-9tvb'])
      expect((await ask(site, `/998/gaeld/${ref}`, { token })).status).toBe(404);
  });

  test('is found by its own name as people type it', async () => {
    const ref = (await refOf(town.anna, 'A-1')).replace(/(.{4})(?=.)/g, '$1-').toLowerCase();
    const token = await site.signIn({ debtor: town.anna });
    expect((await ask(site, `/998/gaeld/${ref}`, { token })).status).toBe(200);
  });
});
