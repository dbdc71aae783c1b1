import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { askArrangement } from '../../src/arrangements/ask.ts';
import { claimsOfDebtor } from '../../src/claims/claims-of-debtor.ts';
import { storyLines } from '../../src/cli/story-words.ts';
import { runWriteOff } from '../../src/endings/write-off-job.ts';
import { fileErrand, openErrand } from '../../src/endings/errands.ts';
import { debtorStory } from '../../src/insight/debtor-story.ts';
import type { DebtorStory } from '../../src/insight/story-entries.ts';
import { date } from '../../src/kernel/dates.ts';
import type { DebtorNumber } from '../../src/kernel/ids.ts';
import { addOre, kroner, sumOre } from '../../src/kernel/money.ts';
import { balanceOf, summedAccounts } from '../../src/ledger/balances.ts';
import { configurationVersion } from '../../src/municipality/configurations.ts';
import { answerObjection } from '../../src/objections/answer-objection.ts';
import { noteObjection } from '../../src/objections/note-objection.ts';
import type { MunicipalityTx } from '../../src/platform/database.ts';
import { aDunningTown, type DunningTown } from './dunning-town.ts';
import { lapseOn } from './endings-town.ts';
import { aRecoveryTown, type RecoveryTown } from './recovery-town.ts';
import { morningOf, TOWN } from './town.ts';

let at: DunningTown;
let there: RecoveryTown;
beforeAll(async () => {
  at = await aDunningTown();
  there = await aRecoveryTown();
});
beforeEach(() => at.empty());
afterAll(async () => {
  await at[Symbol.asyncDispose]();
  await there[Symbol.asyncDispose]();
});

async function storyIn(tx: MunicipalityTx, debtor: DebtorNumber, on: string): Promise<DebtorStory> {
  const story = await debtorStory(tx, debtor, date(on));
  if (!story.ok) throw new Error(story.refusal.tag);
  return story.value;
}

const storyOf = (on: string) => at.do((tx) => storyIn(tx, at.town.anna, on));

/** The words from a day on, `2025-12-25 Rykker …`, without what registers and letters told. */
function wordsOf(story: DebtorStory): string[] {
  const lines = storyLines(story);
  return lines.slice(2, lines.indexOf('', 2)).map((line) => line.slice(20));
}

/** What is left here and at Gældsstyrelsen of all that the debtor owes, as the transfers themselves add up. */
async function ledgerOf(tx: MunicipalityTx, debtor: DebtorNumber) {
  const claims = (await claimsOfDebtor(tx, debtor)).map(({ claim }) => claim);
  const accounts = [...(await summedAccounts(tx, claims)).values()];
  return {
    owed: sumOre(accounts.map(balanceOf)),
    atRecovery: sumOre(accounts.map(({ atRecovery }) => atRecovery)),
  };
}

describe('the story of one who owes bills', () => {
  test('tells the bill, its fees, what was said against it, what rested, and what was asked for', async () => {
    const claim = await at.town.raise({ claimId: 'R-1', description: 'Daginstitution' });
    await at.dun('2025-12-25');
    await at.arrive(at.town.anna, '2025-12-27');
    const noted = await at.do((tx) =>
      noteObjection(tx, {
        debtor: at.town.anna,
        claims: [claim],
        against: 'amount',
        words: 'Det er for meget.',
        by: 'Inge',
        at: morningOf('2025-12-28'),
      }),
    );
    if (!noted.ok) throw new Error(noted.refusal.tag);
    const configured = await at.do((tx) => configurationVersion(tx, null));
    if (configured === null) throw new Error('the town is configured');
    await at.do((tx) =>
      answerObjection(tx, {
        configured,
        objection: noted.value,
        outcome: 'refused',
        amounts: new Map(),
        words: 'Beløbet er rigtigt.',
        by: 'Inge',
        at: morningOf('2026-01-05'),
      }),
    );
    const asked = await at.do((tx) =>
      askArrangement(tx, {
        debtor: at.town.anna,
        claims: [claim],
        wish: { kind: 'plan', monthly: kroner(1_000), first: date('2026-02-02'), dueDay: 2 },
        how: 'letter',
        acknowledgedOn: date('2026-01-08'),
        recall: false,
        configured,
        by: 'Inge',
        at: morningOf('2026-01-09'),
      }),
    );
    expect(asked).toMatchObject({ ok: true });
    const words = wordsOf(await storyOf('2026-01-10'));
    expect(words).toContain(
      'Regning OPUS:R-1 (Daginstitution, betaling): 10.000,00 kr., forfalder 15. december 2025',
    );
    expect(words).toContain('Gebyr på OPUS:R-1: 100,00 kr.');
    expect(words.some((line) => /^Indsigelse \d+ mod beløbets størrelse: OPUS:R-1$/.test(line))).toBe(true);
    expect(words).toContain('  Borgeren skriver: Det er for meget.');
    expect(words.some((line) => line.startsWith('Berostillet (indsigelse), ses efter'))).toBe(true);
    expect(words.some((line) => line.endsWith('er besvaret af Inge: afvist'))).toBe(true);
    expect(words.some((line) => line.includes('1.000,00 kr. om måneden fra 2. februar 2026'))).toBe(true);
  });

  test('ends with each claim where it stands, and with what the ledger’s transfers add up to', async () => {
    const claim = await at.town.raise({ claimId: 'R-1' });
    await at.town.interest('2025-12-16');
    await at.dun('2025-12-25');
    await at.town.pay(claim, { amount: kroner(400), on: '2025-12-28' });
    const { standing } = await storyOf('2025-12-29');
    const { owed, atRecovery } = await at.do((tx) => ledgerOf(tx, at.town.anna));
    expect(standing).toMatchObject({ state: null, owed, atRecovery, bills: owed, due: 0n });
    expect(owed).toBe(kroner(9_800));
    expect(sumOre(standing.claims.map(({ balance }) => balance))).toBe(owed);
    expect(standing.claims.map(({ state }) => state)).toContain('reminded');
    expect(storyLines(await storyOf('2025-12-29'))).toContain(
      'Debitor skylder 9.800,00 kr.; heraf er 0,00 kr. opkrævet i rater og ikke betalt. Heraf på regninger, renter og gebyrer: 9.800,00 kr.',
    );
  });

  test('tells of an estate, of what nobody owes any longer, and of the loss', async () => {
    await at.town.raise({ claimId: 'R-1' });
    const acting = { by: 'Ane', on: date('2026-03-02'), at: morningOf('2026-03-02') };
    const opened = await at.do((tx) =>
      openErrand(tx, { ...acting, kind: 'death', debtor: at.town.anna, beganOn: date('2026-03-01') }),
    );
    if (!opened.ok) throw new Error(opened.refusal.tag);
    const { number } = opened.value;
    await at.do((tx) => fileErrand(tx, { ...acting, number, how: 'provisional', filedOn: acting.on }));
    await lapseOn(at.town.db, '2029-03-05');
    const configured = await at.do((tx) => configurationVersion(tx, null));
    if (configured === null) throw new Error('the town is configured');
    const lost = await runWriteOff({
      database: at.town.db,
      municipality: TOWN,
      on: date('2029-03-05'),
      configured,
      dryRun: false,
      by: 'Ane',
      clock: () => morningOf('2029-03-05'),
      noteAccess: () => Promise.resolve(),
    });
    expect(lost).toMatchObject({ ok: true });
    const words = wordsOf(await storyOf('2029-03-06'));
    expect(words).toContain(`Sag ${number} åbnet: dødsbo fra 1. marts 2026`);
    expect(words.some((line) => line.startsWith(`Sag ${number}: `) && line.includes('anmeldt'))).toBe(true);
    expect(words).toContain('Krav OPUS:R-1 er forældet.');
    expect(words.some((line) => /^Afskrivning foreslået .*OPUS:R-1.* \(forældet\)$/.test(line))).toBe(true);
  });
});

describe('the story of one whose bill is at Gældsstyrelsen', () => {
  test('tells when it was sent, answered and received, and what is left there', async () => {
    const claim = await there.raise();
    await there.clear(claim);
    await there.transfer('2026-02-02');
    await there.deliver('2026-02-02');
    await there.news('2026-02-04');
    const story = await there.do((tx) => storyIn(tx, there.anna, '2026-02-05'));
    const words = wordsOf(story);
    expect(words).toContain('Til Gældsstyrelsen: sendes, 6.000,00 kr.: OPUS:R-1');
    expect(words.some((line) => line.startsWith('Gældsstyrelsen, sendes: udført'))).toBe(true);
    expect(words).toContain('OPUS:R-1: modtaget hos Gældsstyrelsen');
    const ledger = await there.do((tx) => ledgerOf(tx, there.anna));
    expect(story.standing).toMatchObject(ledger);
    expect(addOre(ledger.owed, ledger.atRecovery)).toBe(kroner(6_000));
    expect(story.standing.claims).toMatchObject([{ state: 'at-recovery', atRecovery: kroner(6_000) }]);
  });
});
