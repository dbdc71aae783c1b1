import { claimNames } from '../claims/claim-names.ts';
import type { RefusedClaim, SetOff, SetOffState } from '../endings/set-off-types.ts';
import type { NotSetOff } from '../law/set-off-limits.ts';
import type { SetOffRefusal } from '../endings/set-offs.ts';
import { readableDate } from '../kernel/dates.ts';
import { plainKroner, readableKroner } from '../kernel/money.ts';
import { unreachable } from '../kernel/result.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';

/** Set-offs in words for the terminal, and as data. */

const stateWords: Readonly<Record<SetOffState, string>> = {
  heard: 'debitor er spurgt',
  decided: 'afgjort, ikke afregnet',
  settled: 'afregnet',
  withdrawn: 'opgivet',
};

export function setOffLine({ number, debtor, payout, amount, taken, state }: SetOff): string {
  const said = taken === null ? `højst ${readableKroner(amount)}` : readableKroner(taken);
  return `${number}: debitor ${debtor}, ${said} af ${readableKroner(payout.amount)} (${payout.department} ${payout.reference}, ${readableDate(payout.on)}), ${stateWords[state]}`;
}

export function setOffJson({ number, payout, amount, taken, hearing, ...setOff }: SetOff) {
  return {
    ...setOff,
    number: String(number),
    hearing: String(hearing),
    payout: { ...payout, amount: plainKroner(payout.amount) },
    amount: plainKroner(amount),
    taken: taken === null ? null : plainKroner(taken),
  };
}

const whyWords: Readonly<Record<NotSetOff, string>> = {
  'under-585':
    'ydelser, der skal betales tilbage, modregnes ikke her: bekendtgørelsernes regler om modregning er ikke læst',
  'at-recovery': 'er hos Gældsstyrelsen eller på vej dertil; kald det tilbage først',
  disputed: 'debitor har gjort indsigelse eller klaget',
  held: 'er berostillet',
  ended: 'er bortfaldet, forældet eller eftergivet',
  'time-barred': 'er forældet',
  'not-due': 'den sidste rettidige betalingsdag er ikke gået',
  paid: 'er betalt',
};

/** Why something about a set-off cannot be done. */
export async function setOffRefusalText(tx: MunicipalityReadTx, refusal: SetOffRefusal): Promise<string> {
  switch (refusal.tag) {
    case 'unknown-debtor':
      return 'Der er ingen debitor med det nummer.';
    case 'unknown-set-off':
      return 'Der er ingen modregning med det nummer. Se listen med: afdrag set-off list';
    case 'noted-already':
      return `Den udbetaling er allerede noteret (${refusal.number}).`;
    case 'social-benefit':
      return 'Hjælp, som debitor lever af, modregnes ikke (setOff.socialBenefits i opsætningen).';
    case 'nothing-to-set-off':
      return `Der er ingen krav, der kan modregnes.${await reasons(tx, refusal.claims)}`;
    case 'wrong-state':
      return `Det kan modregningen ikke, som den står (${stateWords[refusal.state]}).`;
    case 'hearing-not-arrived':
      return 'Høringsbrevet er ikke kommet frem endnu.';
    case 'hearing-runs':
      return `Debitor kan svare til og med ${readableDate(refusal.until)}.`;
    case 'no-complaint-guidance':
      return 'Ingen har noteret, hvem der afgør en klage over modregning (setOff.complaint i opsætningen).';
    case 'because-missing':
      return 'Skriv hvorfor med --because.';
    default:
      return unreachable(refusal);
  }
}

async function reasons(tx: MunicipalityReadTx, claims: readonly RefusedClaim[]): Promise<string> {
  const names = await claimNames(
    tx,
    claims.map(({ claim }) => claim),
  );
  const lines = claims.map(({ claim, why }) => {
    const name = names.get(claim);
    const called = name === undefined ? String(claim) : `${name.sourceSystem}:${name.claimId}`;
    return `\n  ${called}: ${whyWords[why]}`;
  });
  return lines.join('');
}
