import { afterAll, expect, test } from 'vitest';
import { afdrag, type Said } from './command-line.ts';
import { freshDatabase } from './database.ts';
import { aRegisteringTown } from './registering-town.ts';

/** Registration for set-off at Gældsstyrelsen by command. */
const database = await freshDatabase();
const town = await aRegisteringTown({ database, recovery: { channel: 'list', creditor: null } });
afterAll(() => database.close());

const SLOW = { timeout: 120_000 };

function call(on: string, ...words: readonly string[]): Promise<Said> {
  const environment = { DATABASE_URL: database.url, AFDRAG_NOW: `${on}T09:00:00+01:00` };
  return afdrag([...words, '--municipality', '998'], { environment });
}

const why = ['--because', 'betaler ikke'] as const;

test(
  'a claim is registered by command, once, shown in the list, and taken out again before it has left',
  SLOW,
  async () => {
    const claim = String(await town.raised());
    const registered = await call('2026-01-05', 'recovery', 'register', '--claim', claim, ...why);
    expect(registered).toEqual({
      status: 0,
      out: `Krav ${claim} registreres til modregning med den næste afdrag transfer.\n`,
      err: '',
    });
    const again = await call('2026-01-05', 'recovery', 'register', '--claim', claim, ...why);
    expect(again).toMatchObject({ status: 1, out: '' });
    expect(again.err).toContain('er registreret til modregning, eller på vej til at blive det.');
    const listed = await call('2026-01-05', 'recovery', 'list');
    expect(listed.out).toContain(
      `Krav ${claim}, debitor ${town.anna}, KFEBHUV: på vej til at blive registreret`,
    );
    const ended = await call(
      '2026-01-05',
      'recovery',
      'deregister',
      '--claim',
      claim,
      '--because',
      'en fejl',
    );
    expect(ended).toMatchObject({ status: 0, err: '' });
    expect(ended.out).toBe(`Krav ${claim} var ikke sendt endnu og registreres ikke.\n`);
    const none = await call('2026-01-05', 'recovery', 'deregister', '--claim', claim, '--because', 'en fejl');
    expect(none).toMatchObject({ status: 1 });
    expect(none.err).toContain('er ikke registreret til modregning.');
  },
);

test('what is asked wrongly is refused in plain words, and nothing is kept of it', SLOW, async () => {
  const claim = await town.raised();
  const without = await call('2026-01-05', 'recovery', 'register', '--claim', String(claim));
  expect(without).toMatchObject({ status: 2, out: '' });
  expect(without.err).toContain('--because');
  const empty = await call('2026-01-05', 'recovery', 'register', '--claim', String(claim), '--because', ' ');
  expect(empty).toMatchObject({ out: '' });
  expect(empty.err).toContain('begrundelse');
  const noNumber = await call('2026-01-05', 'recovery', 'register', '--claim', 'tolv', ...why);
  expect(noNumber).toMatchObject({ status: 2 });
  expect(noNumber.err).toContain('--claim skal være kravets nummer');
  const unknown = await call('2026-01-05', 'recovery', 'register', '--claim', '999999', ...why);
  expect(unknown).toMatchObject({ status: 1 });
  expect(unknown.err).toContain('Krav 999999 findes ikke.');
  const early = await call('2025-12-05', 'recovery', 'register', '--claim', String(claim), ...why);
  expect(early).toMatchObject({ status: 1 });
  expect(early.err).toContain('det er ikke forfaldent');
  expect(await town.standing(claim)).toBeUndefined();
});

test(
  'one that is on its way is not ended before it is answered, and one that stands is called back',
  SLOW,
  async () => {
    const claim = await town.raised();
    await call('2026-01-05', 'recovery', 'register', '--claim', String(claim), ...why);
    await town.list('2026-01-05');
    const asked = ['recovery', 'deregister', '--claim', String(claim), '--because', 'aftale på vej'] as const;
    const early = await call('2026-01-06', ...asked);
    expect(early).toMatchObject({ status: 1 });
    expect(early.err).toContain('er på vej. Afslut registreringen, når Gældsstyrelsen har svaret.');
    await town.typed('2026-01-07', `${claim}-1;UDFØRT;7000001;`);
    expect((await call('2026-01-08', ...asked)).out).toBe(
      `Registreringen af krav ${claim} kaldes tilbage med den næste afdrag transfer.\n`,
    );
    const principal = ['recovery', 'principal', '--claim', String(claim), '--principal', '6500,00'] as const;
    expect((await call('2026-01-08', ...principal, ...why)).err).toContain('open-action');
  },
);
