import { readableDate } from '../kernel/dates.ts';
import type { MunicipalityCode } from '../kernel/ids.ts';
import { plainKroner, readableKroner } from '../kernel/money.ts';
import { unreachable, type Result } from '../kernel/result.ts';
import { type ClaimName } from '../claims/claim-names.ts';
import type { LiabilityEndKind } from '../claims/liability-ends.ts';
import type { ClaimNumber } from '../claims/types.ts';
import {
  correctClaim,
  type ClaimCorrected,
  type ClaimCorrection,
  type CorrectionRefusal,
} from '../payments/correct-claim.ts';
import { inMunicipality, type Database } from '../platform/database.ts';
import { amountGiven, wordsGiven } from './amount.ts';
import { claimGiven, claimLookedUp } from './claim-given.ts';
import {
  jsonOption,
  municipalityOption,
  PlainError,
  UsageError,
  type Command,
  type Shell,
} from './command.ts';

/** `afdrag claims correct`: a claim's principal as its source has decided it since; `--to 0` withdraws the claim. */
export const claimsCorrectCommand: Command = {
  words: 'claims correct',
  usage:
    '--municipality 998 --claim KILDE:ID --to 1.234,50 --reason TEKST --decided 2026-03-10 [--dry-run] [--json]',
  summary: 'retter et kravs hovedstol; 0 trækker kravet tilbage',
  options: {
    ...municipalityOption,
    ...jsonOption,
    claim: { type: 'string' },
    to: { type: 'string' },
    reason: { type: 'string' },
    decided: { type: 'string' },
    'dry-run': { type: 'boolean' },
  },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const name = claimGiven(given);
    const decidedOn = given.date('decided');
    if (decidedOn === null) throw new UsageError('--decided mangler');
    const asked = { to: amountGiven(given, 'to'), reason: wordsGiven(given, 'reason'), decidedOn };
    const dryRun = given.flag('dry-run');
    return shell.withDatabase(async (database) => {
      const claim = await lookUp(database, shell, { municipality, name });
      const correction = { claim, ...asked, by: shell.by, at: shell.clock() };
      const corrected = await correctOrTry(database, municipality, { correction, dryRun });
      if (!corrected.ok) throw new PlainError(refusalWords(corrected.refusal));
      const told = { name, corrected: corrected.value, dryRun };
      if (given.flag('json')) shell.say(correctedJson(told));
      else for (const line of correctedLines(told)) shell.say(line);
      return 0;
    });
  },
};

/** The claim's number. That its debtors were looked at is noted first, also for a dry run. */
function lookUp(
  database: Database,
  { by, clock }: Pick<Shell, 'by' | 'clock'>,
  { municipality, name }: { readonly municipality: MunicipalityCode; readonly name: ClaimName },
): Promise<ClaimNumber> {
  const looking = { by, at: clock(), purpose: 'correction of a claim' };
  return inMunicipality(database, municipality, (tx) => claimLookedUp(tx, name, looking));
}

interface Asked {
  readonly correction: ClaimCorrection;
  /** True: do all of it, tell, and undo. */
  readonly dryRun: boolean;
}

async function correctOrTry(
  database: Database,
  municipality: MunicipalityCode,
  { correction, dryRun }: Asked,
): Promise<Result<ClaimCorrected, CorrectionRefusal>> {
  try {
    return await inMunicipality(database, municipality, async (tx) => {
      const corrected = await correctClaim(tx, correction);
      if (dryRun) throw new Undone(corrected);
      return corrected;
    });
  } catch (error) {
    if (error instanceof Undone) return error.corrected;
    throw error;
  }
}

/** Undoes the transaction and carries the answer past it. */
class Undone extends Error {
  readonly corrected: Result<ClaimCorrected, CorrectionRefusal>;
  constructor(corrected: Result<ClaimCorrected, CorrectionRefusal>) {
    super('correction undone');
    this.corrected = corrected;
  }
}

interface Told {
  readonly name: ClaimName;
  readonly corrected: ClaimCorrected;
  readonly dryRun: boolean;
}

function correctedJson({ name, corrected, dryRun }: Told): string {
  return JSON.stringify({
    dryRun,
    ...name,
    principalBefore: plainKroner(corrected.principalBefore),
    principal: plainKroner(corrected.principal),
    balanceBefore: plainKroner(corrected.balanceBefore),
    balance: plainKroner(corrected.balance),
    atRecoveryBefore: plainKroner(corrected.atRecoveryBefore),
    atRecovery: plainKroner(corrected.atRecovery),
    givenBack: [...corrected.givenBack].map(([debtor, amount]) => ({ debtor, amount: plainKroner(amount) })),
    paidElsewhere: plainKroner(corrected.paidElsewhere),
    settled: corrected.settled,
  });
}

function correctedLines({ name, corrected, dryRun }: Told): string[] {
  const { principalBefore, principal, balanceBefore, balance, givenBack, paidElsewhere, settled } = corrected;
  const { atRecoveryBefore, atRecovery } = corrected;
  const lines = [
    `${dryRun ? 'Prøvekørsel, intet er gemt. ' : ''}Krav ${name.sourceSystem}:${name.claimId}: hovedstol ${readableKroner(principalBefore)} før, ${principal === 0n ? 'kravet er trukket tilbage' : `${readableKroner(principal)} nu`}.`,
    `  Tilbage at betale: ${readableKroner(balanceBefore)} før, ${readableKroner(balance)} nu.`,
    ...(atRecoveryBefore + atRecovery > 0n
      ? [
          `  Hos Gældsstyrelsen: ${readableKroner(atRecoveryBefore)} før, ${readableKroner(atRecovery)} nu. Ændringen meldes dertil.`,
        ]
      : []),
    ...[...givenBack].map(
      ([debtor, amount]) =>
        `  Debitor ${debtor} har betalt ${readableKroner(amount)} for meget. Beløbet står til debitors gode, og en medarbejder skal se på det.`,
    ),
  ];
  if (paidElsewhere > 0n)
    lines.push(
      `  ${readableKroner(paidElsewhere)} for meget var betalt, før kravet kom hertil. De står ikke i regnskabet her og skal betales tilbage på anden måde.`,
    );
  return [...lines, ...settled.map((debtor) => `  Debitor ${debtor} skylder ikke mere.`)];
}

const endWords: Readonly<Record<LiabilityEndKind, string>> = {
  lapsed: 'Kravet er bortfaldet og kan ikke rettes.',
  'time-barred': 'Kravet er forældet og kan ikke rettes.',
  withdrawn: 'Kravet er allerede trukket tilbage.',
  cancelled: 'Afgørelsen bag kravet er annulleret, og kravet kan ikke rettes.',
  released: 'Ingen hæfter længere for kravet, og det kan ikke rettes.',
  discharged: 'Kravet er faldet bort ved dødsbo, konkurs eller gældssanering og kan ikke rettes.',
};

function refusalWords(refusal: CorrectionRefusal): string {
  switch (refusal.tag) {
    case 'unknown-claim':
      return 'Kommunen har ikke det krav.';
    case 'negative-amount':
      return 'Et krav kan ikke være mindre end 0.';
    case 'reason-missing':
      return 'Skriv, hvorfor kravet rettes.';
    case 'decided-in-future':
      return `Rettelsen kan ikke være besluttet efter i dag, ${readableDate(refusal.today)}.`;
    case 'decided-before-claim':
      return `Rettelsen kan ikke være besluttet før kravet selv, ${readableDate(refusal.claimDecided)}.`;
    case 'same-amount':
      return 'Kravet er allerede på det beløb.';
    case 'covered-at-recovery':
      return refusal.isThere
        ? 'Gældsstyrelsen har dækket noget af det, der ville falde væk. Kald kravet tilbage først (afdrag recovery recall).'
        : `Gældsstyrelsen har dækket noget af det, der ville falde væk. Kravet kan herfra rettes til ${readableKroner(refusal.least)}, og ikke til mindre. Afklar resten med Gældsstyrelsen.`;
    case 'ended':
      return endWords[refusal.kind];
    default:
      return unreachable(refusal);
  }
}
