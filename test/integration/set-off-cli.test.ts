import { afterAll, expect, test } from 'vitest';
import { noteNoticesArrived } from '../../src/letters/notice-arrivals.ts';
import { noticesAbout } from '../../src/letters/notices.ts';
import { makeDueLetters } from '../../src/agreements/letter-job.ts';
import { date } from '../../src/kernel/dates.ts';
import { saveConfiguration } from '../../src/municipality/configurations.ts';
import { afdrag, type Said } from './command-line.ts';
import { aChargesTown, charging } from './charges-town.ts';
import { letterJob, morningOf, rowsOf, townConfiguration } from './town.ts';
import { registerCompanies } from '../../src/debtors/companies.ts';
import { parseCvrNumber } from '../../src/kernel/cvr-number.ts';
import { sql } from 'kysely';

const town = await aChargesTown();
afterAll(() => town[Symbol.asyncDispose]());

function call(on: string, ...words: readonly string[]): Promise<Said> {
  const environment = { DATABASE_URL: town.db.url, AFDRAG_NOW: `${on}T09:00:00+02:00` };
  return afdrag([...words, '--municipality', '998'], { environment });
}

// prettier-ignore
const payout = (debtor: number, reference: string) =>
  [
    'set-off', 'note', '--debtor', String(debtor), '--department', 'Ejendomsskat', '--reference', reference,
    '--for', 'for meget betalt i ejendomsskat', '--day', '2026-04-15', '--amount', '4.000,00',
  ] as const;

test(
  'a payout is noted, heard, decided and settled by command, and is told in the story',
  { timeout: 120_000 },
  async () => {
    const setOff = {
      socialBenefits: false,
      hearingDays: 14,
      complaint: { none: 'no-higher-authority' as const },
    };
    const configuration = townConfiguration({ claimTypes: charging, setOff });
    await town.do((tx) => saveConfiguration(tx, { configuration, by: 'prøve', at: morningOf('2025-11-20') }));
    const cvr = parseCvrNumber('10000009');
    const registered = await town.do((tx) =>
      registerCompanies(
        tx,
        [{ cvr, akr: null, name: 'Krummen ApS', address: ['Torvet 1'], form: 'company', digitalPost: true }],
        { by: 'prøve', at: morningOf('2025-11-20') },
      ),
    );
    const [debtor] = registered.ok ? registered.value : [];
    if (debtor === undefined) throw new Error('the company is new');
    const nothing = await call('2026-03-02', ...payout(debtor, 'U-0'));
    expect(nothing).toMatchObject({ status: 1, out: '' });
    await town.raise({ debtors: [debtor], due: date('2026-03-02'), accountId: 'V-1' });
    const early = await call('2026-03-02', ...payout(debtor, 'U-1'));
    expect(early.err).toContain('den sidste rettidige betalingsdag er ikke gået');

    const noted = await call('2026-03-09', ...payout(debtor, 'U-1'), '--json');
    expect(noted.err).toBe('');
    const number = `${debtor}001`;
    expect(JSON.parse(noted.out)).toMatchObject({ number, state: 'heard', amount: '4000.00', taken: null });
    await makeDueLetters(letterJob(town.db, '2026-03-09'));
    const [hearing] = await town.do((tx) => noticesAbout(tx, debtor));
    await town.do((tx) => noteNoticesArrived(tx, [{ notice: hearing!.notice, on: date('2026-03-10') }])); // it was queued
    const decide = ['set-off', 'decide', '--number', number] as const;
    expect((await call('2026-03-16', ...decide)).err).toContain('Debitor kan svare til og med');
    expect((await call('2026-04-08', ...decide)).out).toContain('4.000,00 kr. af 4.000,00 kr.');
    await makeDueLetters(letterJob(town.db, '2026-04-08'));
    expect(await rowsOf(town.db, sql`select kind from letter order by letter_id`)).toEqual([
      { kind: 'set-off-hearing' },
      { kind: 'set-off' },
    ]);
    const list = await call('2026-04-09', 'set-off', 'list', '--json');
    expect(JSON.parse(list.out)).toMatchObject([{ number, state: 'decided', taken: '4000.00' }]);
    const settle = [
      'set-off',
      'settle',
      '--number',
      number,
      '--via',
      'bank',
      '--reference',
      'EJD 4711',
    ] as const;
    expect((await call('2026-04-16', ...settle)).out).toContain('afregnet');
    expect((await call('2026-04-16', 'set-off', 'list')).out).toContain('Ingen modregninger venter.');
    const story = await call('2026-04-16', 'debtor', 'show', String(debtor));
    expect(story.out).toContain(`Modregnet 4.000,00 kr. (${number}): for meget betalt i ejendomsskat`);
  },
);
