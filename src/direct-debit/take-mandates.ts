import { isDebtor } from '../debtors/lock.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { zeroOre } from '../kernel/money.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { closeMatter } from '../agreements/work-items.ts';
import type { MandateTold } from './file-port.ts';
import { activateMandate, endMandate, insertMandate, mandateByAgreement, mandateOf } from './mandates.ts';
import type { LineTaken, TakingFile } from './take-file.ts';
import { debtorNamed } from './types.ts';

type Taking = TakingFile & { readonly today: PlainDate };

/** Takes one line about a mandate in, whose debtor is held. A customer number that is none of ours is never guessed. */
export async function takeMandate(tx: MunicipalityTx, told: MandateTold, taking: Taking): Promise<LineTaken> {
  const debtor = debtorNamed(told.customer);
  if (debtor === null || !(await isDebtor(tx, debtor))) return toPerson(told, taking);
  return told.kind === 'active' || told.kind === 'registered'
    ? begin(tx, { told, debtor }, taking)
    : end(tx, { told, debtor, kind: told.kind }, taking);
}

interface About {
  readonly told: MandateTold;
  readonly debtor: DebtorNumber;
}

const known: LineTaken = { outcome: 'known', amount: zeroOre };

async function begin(
  tx: MunicipalityTx,
  { told: { agreement, from }, debtor }: About,
  { today, told: { madeOn } }: Taking,
): Promise<LineTaken> {
  // It has begun before, has been stopped by the citizen here, or has ended: an older list does not begin it anew.
  if ((await mandateByAgreement(tx, debtor, agreement)) !== null) return known;
  const began = { agreement, validFrom: from ?? madeOn };
  const standing = await mandateOf(tx, debtor);
  if (standing?.state === 'asked') await activateMandate(tx, standing, began);
  else {
    // From another account: what is collected goes by the mandate that was given last.
    if (standing !== null && standing.state !== 'ended')
      await endMandate(tx, standing, { on: today, why: 'replaced' });
    await insertMandate(tx, { debtor, state: 'active', askedAt: null, ...began });
  }
  return { outcome: 'began', amount: zeroOre };
}

async function end(
  tx: MunicipalityTx,
  {
    told,
    debtor,
    kind: why,
  }: About & { readonly kind: Exclude<MandateTold['kind'], 'active' | 'registered'> },
  taking: Taking,
): Promise<LineTaken> {
  const mandate = await mandateByAgreement(tx, debtor, told.agreement);
  if (mandate === null) return toPerson(told, taking);
  if (mandate.state === 'ended') return known;
  await endMandate(tx, mandate, { on: told.to ?? taking.told.madeOn, why });
  const [about, because] = [`stop ${told.agreement}`, 'Betalingsservice har oplyst, at aftalen er ophørt'];
  await closeMatter(tx, { kind: 'direct-debit', about }, { by: 'automatic', because, at: taking.at });
  return { outcome: 'ended', amount: zeroOre };
}

function toPerson({ line }: MandateTold, { told: { number } }: Taking): LineTaken {
  return {
    outcome: 'toPerson',
    amount: zeroOre,
    item: { about: `unknown-mandate ${number}/${line}`, debtor: null },
  };
}
