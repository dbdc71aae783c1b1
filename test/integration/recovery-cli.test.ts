import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { kroner } from '../../src/kernel/money.ts';
import { afdrag, jsonLines, type Said } from './command-line.ts';
import { aRecoveryTown } from './recovery-town.ts';
import { freshDatabase } from './database.ts';

/** A municipality without system access: a person types a list into the portal, and its answers into a file. */
const database = await freshDatabase();
const town = await aRecoveryTown({ database, recovery: { channel: 'list', creditor: null } });
const folder = mkdtempSync(join(tmpdir(), 'afdrag-recovery-'));
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await database.close();
});

const SLOW = { timeout: 90_000 };

function call(on: string, ...words: readonly string[]): Promise<Said> {
  const environment = { DATABASE_URL: database.url, AFDRAG_NOW: `${on}T09:00:00+01:00` };
  return afdrag([...words, '--municipality', '998'], { environment });
}

async function state(claim: ClaimNumber): Promise<string | undefined> {
  return (await town.recovery(claim))?.state;
}

function aFile(name: string, ...lines: readonly string[]): string {
  const path = join(folder, name);
  writeFileSync(path, [...lines, ''].join('\n'));
  return path;
}

test(
  'claims go on a list, the typed answers have the same effect as a system’s, and what is said of them is as it stands there',
  SLOW,
  async () => {
    const [first, second] = [await town.raise({ debtors: [town.bo] }), await town.raise()];
    await town.clear(first);
    await town.clear(second);
    const list = join(folder, 'liste.csv');
    const said = await call('2026-02-02', 'transfer', '--export', '--file', list);
    expect(said).toMatchObject({ status: 0 });
    expect(said.out).toContain('2 krav på 12.000,00 kr.');
    const rows = readFileSync(list, 'utf8').trim().split('\n');
    expect(rows[0]).toContain('reference;handling;fordringsid');
    expect(rows.filter((row) => row.includes('OPRETFORDRING;')).length).toBe(2);
    expect(rows[1]).toContain(';INDR;KFDAINS;Daginstitution december 2025;2025-12-01;2025-12-31;');
    expect(rows[1]).toContain('6000.00;6000.00');
    const answers = aFile('svar.csv', 'reference;answer;fordringsid;errors', `${first}-1;UDFØRT;7000001;`);
    expect((await call('2026-02-04', 'transfer', 'receipt', '--file', answers)).out).toBe(
      '1 svar er indlæst.\n',
    );
    expect([await state(first), await state(second)]).toEqual(['received', 'in-transfer']);
    await call('2026-02-05', 'transfer', '--export', '--file', list);
    expect(readFileSync(list, 'utf8')).not.toContain(`${first}-1;`);
    expect(readFileSync(list, 'utf8')).toContain(`${second}-1;`);
    const shown = jsonLines((await call('2026-02-05', 'recovery', 'list', '--json')).out)[0];
    expect(shown).toMatchObject({
      claims: [{ claim: String(first), state: 'received', left: '6000.00' }, {}],
    });
    const reconciled = jsonLines((await call('2026-02-05', 'reconcile', '--json')).out)[0];
    expect(reconciled).toMatchObject({ psrmClaims: 1, pairs: { 'ledger-psrm': '0.00' } });
    const correcting = ['--reason', 'Regnet forkert', '--decided', '2026-02-05', '--dry-run'];
    const less = ['claims', 'correct', '--claim', 'OPUS:R-1', '--to', '5.500', ...correcting];
    expect((await call('2026-02-05', ...less)).out.split('\n').slice(1)).toEqual([
      '  Tilbage at betale: 0,00 kr. før, 0,00 kr. nu.',
      '  Hos Gældsstyrelsen: 6.000,00 kr. før, 5.500,00 kr. nu. Ændringen meldes dertil.',
      '',
    ]);
    const books = (await call('2026-02-05', 'balance')).out;
    expect(books).toContain('Hos Gældsstyrelsen: 6.000,00 kr.');
    expect(books).toContain('Tilbage at betale: 6.000,00 kr.');
    const recall = async (reason: string, ...more: readonly string[]) => {
      const why = ['--claim', `${first}`, '--reason', reason, '--because', 'Klage', ...more];
      const { out, err } = await call('2026-02-05', 'recovery', 'recall', ...why);
      return out + err;
    };
    expect(await recall('KLAG', '--effective', '2026-02-05')).toBe(
      `Krav ${first} kan ikke kaldes tilbage: med den grund skal der ikke stå en virkningsdato.\n`,
    );
    expect(await recall('BORT')).toContain(
      `Krav ${first} skyldes endnu, og så er bortfald (BORT) ikke grunden`,
    );
    for (const _ of ['for the first time', 'by mistake once more'])
      expect(await recall('KLAG')).toBe(`Krav ${first} kaldes tilbage med den næste afdrag transfer.\n`);
    expect(await recall('FEJL')).toBe(
      `Krav ${first} kaldes allerede tilbage, grund klage (KLAG). En anden grund eller dag tæller ikke, og intet er noteret.\n`,
    );
    expect((await town.actions(first)).map(({ reason }) => reason)).toEqual([null, 'KLAG']);
  },
);

test(
  'coverings and a settlement that are typed from the portal count as those of a system, and once',
  SLOW,
  async () => {
    const claim = await town.raise();
    await town.clear(claim);
    await call('2026-02-06', 'transfer', '--export', '--file', join(folder, 'liste2.csv'));
    const answers = aFile('svar2.csv', 'reference;answer;fordringsid;errors', `${claim}-1;UDFØRT;7000055;`);
    await call('2026-02-08', 'transfer', 'receipt', '--file', answers);
    const header = 'kind;fordringsid;beloeb;renter;virkningsdato;aarsag;afregning;fra;til';
    const told = aFile(
      'daekninger.csv',
      header,
      'ALLOKERING;7000055;1500,00;25,50;2026-02-20;;;;',
      'RENTER;7000055;;25,50;2026-02-28;;;;',
      'AFREGNING;;1525,50;;2026-02-27;;A-2026-02;2026-01-30;2026-02-26',
    );
    for (const day of ['2026-03-02', '2026-03-03'])
      expect((await call(day, 'transfer', 'receipt', '--file', told)).status).toBe(0);
    expect(await town.recovery(claim)).toMatchObject({ covered: 150_000n, coveredInterest: 2_550n });
    const listed = jsonLines((await call('2026-03-03', 'recovery', 'list', '--json')).out)[0] as {
      readonly claims: readonly { readonly claim: string }[];
    }; // as the command prints it
    expect(listed.claims.find((each) => each.claim === String(claim))).toMatchObject({
      left: '4500.00',
      covered: '1500.00',
      interest: '0.00',
    });
    const reconciled = jsonLines((await call('2026-03-03', 'reconcile', '--json')).out)[0];
    expect(reconciled).toMatchObject({ bankLines: 1, pairs: { 'ledger-psrm': '0.00' } });
    const march = ['A-2026-03;2026-02-27;2026-03-30', 'A-2026-03;;'];
    const settled = (...of: readonly string[]) =>
      aFile(
        'afregning.csv',
        header,
        'ALLOKERING;7000055;100,00;;2026-03-16;;;;',
        `AFREGNING;;90,00;;2026-03-31;;${march[0]}`,
        ...of.map((amount) => `AFREGNING;7000055;${amount};;2026-03-31;;${march[1]}`),
      );
    expect((await call('2026-04-02', 'transfer', 'receipt', '--file', settled('60,00'))).err).toContain(
      'Linje 4 kan ikke bruges',
    );
    await call('2026-04-02', 'transfer', 'receipt', '--file', settled('60,00', '30,00'));
    expect((await call('2026-04-02', 'reconcile')).err).toContain(
      'til og med afregning A-2026-03: 90,00 kr. er afregnet af fordring 7000055, 100,00 kr. er dækket.',
    );
    const unknown = aFile('fejl.csv', header, 'ALLOKERING;99;1;;2026-02-20;;;;');
    expect((await call('2026-03-03', 'transfer', 'receipt', '--file', unknown)).err).toContain(
      'Linje 2: intet krav er modtaget med det fordringsid.',
    );
    const wrong = aFile('fejl2.csv', header, 'AFREGNING;7000055;1;;2026-02-20;;;;');
    expect((await call('2026-03-03', 'transfer', 'receipt', '--file', wrong)).err).toContain(
      'Linje 2 kan ikke bruges',
    );
  },
);

test('answers that cannot be are refused with their line, and nothing is taken in', SLOW, async () => {
  const header = 'reference;answer;fordringsid;errors';
  const refused = async (name: string, ...lines: readonly string[]) =>
    (await call('2026-02-04', 'transfer', 'receipt', '--file', aFile(name, ...lines))).err;
  expect(await refused('a.csv', 'svar')).toContain(
    'Første linje skal være reference;answer;fordringsid;errors',
  );
  expect(await refused('b.csv', header, '1-1;UDFØRT;;')).toContain('Linje 2 kan ikke bruges');
  expect(await refused('c.csv', header, '99999-1;UDFØRT;7000009;')).toContain(
    'Linje 2: referencen står ikke på nogen liste.',
  );
});

test(
  'a claim that was refused is sent again with a person’s reason, and one that is not there is not called back',
  SLOW,
  async () => {
    const claim = await town.raise();
    await town.clear(claim);
    await call('2026-02-10', 'transfer', '--export', '--file', join(folder, 'to.csv'));
    const answers = aFile('afvist.csv', 'reference;answer;fordringsid;errors', `${claim}-1;AFVIST;;151`);
    await call('2026-02-11', 'transfer', 'receipt', '--file', answers);
    expect(await state(claim)).toBe('rejected');
    const recalled = await call(
      '2026-02-11',
      'recovery',
      'recall',
      '--claim',
      String(claim),
      '--reason',
      'KLAG',
      '--because',
      'Klage',
    );
    expect(recalled.err).toContain(`Krav ${claim} er ikke hos Gældsstyrelsen.`);
    const again = ['--claim', String(claim), '--because', 'Aftalen er udvidet'];
    expect((await call('2026-02-12', 'recovery', 'resubmit', ...again)).out).toContain(
      'ses igen med den næste afdrag transfer',
    );
    await call('2026-02-12', 'transfer');
    expect(await state(claim)).toBe('in-transfer');
    const hearing = ['--claim', String(claim), '--answer', 'approve', '--because', 'Rigtigt'];
    expect((await call('2026-02-12', 'recovery', 'hearing', ...hearing)).err).toContain(
      `Krav ${claim} er ikke i høring.`,
    );
  },
);

test('an agreement is taken in whole, or the line that is wrong is told', SLOW, async () => {
  const wrong = aFile('aftale.csv', 'claim_type;art;authority_code;from;to', 'KFDAINS;XXXX;;2024-01-01;');
  const refused = await call('2026-02-02', 'agreement-types', 'import', '--file', wrong);
  expect(refused.err).toContain('Intet er indlæst. Linje 2 kan ikke bruges.');
  const right = aFile('ny.csv', 'claim_type;art;authority_code;from;to', 'KFDAINS;INDR;;2024-01-01;');
  expect((await call('2026-02-02', 'agreement-types', 'import', '--file', right)).out).toContain(
    '1 fordringstyper er indlæst som version 2.',
  );
});

test(
  'a reason about a rule is written by one person, listed with the days left, and approved by another',
  SLOW,
  async () => {
    const claim = await town.raise({ principal: kroner(12_000) });
    await town.clear(claim);
    const about = ['--claim', String(claim), '--rule', 'R_4_2'];
    const words = 'Beløbet dækker to børn';
    const written = await call(
      '2026-02-02',
      'recovery',
      'reason',
      ...about,
      '--because',
      words,
      '--by',
      'Ane',
    );
    expect(written.out).toBe(
      `Begrundelsen er skrevet. En anden skal godkende den, før krav ${claim} sendes.\n`,
    );
    const [listed] = jsonLines((await call('2026-02-02', 'recovery', 'reasons', '--json')).out);
    expect(listed).toMatchObject([
      { claim: String(claim), rule: 'R_4_2', because: words, writtenBy: 'Ane', endsOn: '2028-12-11' },
    ]);
    const unknown = ['--claim', String(claim), '--rule', 'R_9_9', '--because', words];
    expect((await call('2026-02-02', 'recovery', 'reason', ...unknown, '--by', 'Ane')).err).toBe(
      `Gældsstyrelsen spørger ikke om krav ${claim} efter den regel. Intet er noteret.\n`,
    );
    const own = await call('2026-02-02', 'recovery', 'reason', ...about, '--approve', '--by', 'ANE');
    expect(own).toMatchObject({
      status: 1,
      err: 'Den, der har skrevet begrundelsen, kan ikke selv godkende den.\n',
    });
    const approved = await call('2026-02-03', 'recovery', 'reason', ...about, '--approve', '--by', 'Bo');
    expect(approved.status).toBe(0);
    expect((await call('2026-02-03', 'recovery', 'reasons')).out).toBe('Ingen begrundelser venter.\n');
  },
);
