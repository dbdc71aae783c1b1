import { setLanguage } from '../../src/debtors/language.ts';
import { addRepresentative } from '../../src/debtors/representatives.ts';
import { date } from '../../src/kernel/dates.ts';
import { makeLettersOn, remind } from '../integration/notices-town.ts';
import { anOrdinaryClaim } from '../integration/ordinary-claims.ts';
import { letArrive } from '../integration/town.ts';
import { cprOf, type Debtor } from '../vocabulary.ts';
import { aCitizensTown } from './citizens-town.ts';
import { OPENED_AT } from './portal-site.ts';

/**
 * The town with letters: Anna has a decision and a reminder, and another that waits to be sent; Bo has his in English too, and one that was kept
 * as its data alone; Carl has a guardian who gets them instead; Dorthe owes something for a property.
 */
export async function aTownWithPapers(...others: readonly Debtor[]): ReturnType<typeof aCitizensTown> {
  const town = await aCitizensTown(...others);
  await town.do((tx) => setLanguage(tx, { debtor: town.bo, language: 'en', by: 'prøve', at: OPENED_AT }));
  await remind(town.database, { debtor: town.anna, on: '2026-03-09' });
  await town.do((tx) =>
    addRepresentative(tx, {
      debtor: town.carl,
      kind: 'guardian',
      mode: 'instead',
      name: 'Vera Værgesen',
      address: ['Værgevej 1', '9998 Prøveby'],
      cpr: cprOf(2),
      from: date('2026-01-01'),
      evidence: 'beskikkelse',
      by: 'prøve',
      at: OPENED_AT,
    }),
  );
  await letArrive(town.database, '2026-03-11');
  // Kept as its data alone, and sent; and one that is made and waits.
  await remind(town.database, { debtor: town.bo, on: '2026-03-11' });
  await makeLettersOn(town.database, '2026-03-11', { keep: 'model-only' });
  await letArrive(town.database, '2026-03-12');
  await remind(town.database, { debtor: town.anna, on: '2026-03-12', place: 1 });
  await makeLettersOn(town.database, '2026-03-12');
  await town.do(async (tx) => {
    await anOrdinaryClaim(tx, {
      claimId: 'D-2',
      debtors: [town.dorthe],
      owed: 300,
      type: 'KFROTFO',
      due: '2026-02-02',
      description: '=Rotter; "bygning"',
      property: '1234567',
    });
  });
  return town;
}
