import pg from 'pg';
import { expect, test } from 'vitest';
import { createLog, maskCprNumbers } from './log.ts';

test('a line holds ids and counts, and no field of a person', () => {
  const line = logged((log) =>
    log.info(
      { debtor: 100001, cpr: '0101010101', person: { name: 'Anna', address: 'Vej 1', batch: 7 } },
      'facts fetched',
    ),
  );
  expect(line).toMatchObject({ debtor: 100001, person: { batch: 7 }, msg: 'facts fetched' });
  expect(JSON.stringify(line)).not.toMatch(/Anna|Vej|0101010101/);
});

test.each(['610101-1234', '6101011234', '610101 1234', 'cpr=6101011234.', '\\n6101011234'])(
  'what looks like a CPR number is masked wherever it stands: %s',
  (text) => {
    expect(maskCprNumbers(text)).not.toMatch(/1234/);
  },
);

test('longer and shorter numbers are left as they are', () => {
  expect(maskCprNumbers('decision 20260300001000010, time 1767225600000, debtor 100001')).toBe(
    'decision 20260300001000010, time 1767225600000, debtor 100001',
  );
});

test('an error of the database is told by its code and constraint, without the values it quotes', () => {
  const error = new pg.DatabaseError('invalid input syntax for type integer: "Anna Jensen"', 1, 'error');
  Object.assign(error, { code: '22P02', detail: 'Key (cpr)=(6101011234)', constraint: 'debtor_cpr_key' });
  const line = logged((log) => log.error({ err: new Error('import failed', { cause: error }) }));
  expect(line['err']).toMatchObject({
    message: 'import failed',
    cause: { message: 'database error 22P02', constraint: 'debtor_cpr_key' },
  });
  expect(JSON.stringify(line)).not.toMatch(/Anna|1234/);
});

function logged(write: (log: ReturnType<typeof createLog>) => void): Record<string, unknown> {
  let written = '';
  write(createLog({ logLevel: 'info' }, { write: (line) => void (written += line) }));
  return JSON.parse(written) as Record<string, unknown>;
}
