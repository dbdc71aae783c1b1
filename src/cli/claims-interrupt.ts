import { logAccess } from '../access/access-log.ts';
import { claimNames, type ClaimName } from '../claims/claim-names.ts';
import type { ClaimNumber } from '../claims/types.ts';
import {
  interruptByHand,
  interruptionsByHand,
  type Interrupted,
  type InterruptRefusal,
} from '../endings/interrupt.ts';
import { dayInCopenhagen, readableDate } from '../kernel/dates.ts';
import { unreachable } from '../kernel/result.ts';
import { inMunicipality } from '../platform/database.ts';
import { byOption } from './acting.ts';
import { wordsGiven } from './amount.ts';
import { claimsFound } from './claim-given.ts';
import {
  debtorOption,
  jsonOption,
  municipalityOption,
  onOption,
  PlainError,
  UsageError,
  type Command,
  type Given,
  type Shell,
} from './command.ts';

/** `afdrag claims interrupt`: notes a judgment, a settlement, a lawsuit, distraint or a signature that begins limitation anew. */
export const claimsInterruptCommand: Command = {
  words: 'claims interrupt',
  usage:
    '--municipality 998 --debtor 100123 --claims KILDE:ID,… [--with-charges] --kind acknowledged|judgment|settlement|court|distraint --on DAG --evidence JOURNALNUMMER [--existence-and-amount] [--signed-by-all] [--by NAVN] [--json]',
  summary: 'noterer dom, forlig, stævning, udlæg eller skriftlig erkendelse, så forældelsen løber på ny',
  options: {
    ...municipalityOption,
    ...debtorOption,
    ...byOption,
    ...onOption,
    ...jsonOption,
    claims: { type: 'string' },
    'with-charges': { type: 'boolean' },
    kind: { type: 'string' },
    evidence: { type: 'string' },
    'existence-and-amount': { type: 'boolean' },
    'signed-by-all': { type: 'boolean' },
  },
  run: async (given, shell) => {
    const [municipality, debtor] = [given.municipality(), given.debtor()];
    const names = given.required('claims').split(',');
    const noted = notedGiven(given, shell);
    return shell.withDatabase(async (database) => {
      const { done, named } = await inMunicipality(database, municipality, async (tx) => {
        const { by: actor, at } = noted;
        await logAccess(tx, { at, actor, purpose: 'limitation interrupted', debtor, about: 'limitation' });
        const claims = await claimsFound(tx, names, '--claims');
        const answer = await interruptByHand(tx, { ...noted, debtor, claims });
        const about = answer.ok ? answer.value.map(({ claim }) => claim) : claims;
        const told = await claimNames(tx, about);
        if (!answer.ok) throw new PlainError(refusalText(answer.refusal, told));
        return { done: answer.value, named: told };
      });
      for (const each of done) shell.say(given.flag('json') ? json(each) : line(each, named));
      return 0;
    });
  },
};

// `--on` is the day of the judgment or the signature; it is noted today.
function notedGiven(given: Given, shell: Shell) {
  given.required('kind');
  const [kind, on] = [given.oneOf('kind', [...interruptionsByHand]), given.date('on')];
  if (on === null) throw new UsageError('--on mangler: den dag, det skete');
  const [existenceAndAmount, signedByAll] = [given.flag('existence-and-amount'), given.flag('signed-by-all')];
  if (kind !== 'acknowledged' && (existenceAndAmount || signedByAll))
    throw new UsageError('--existence-and-amount og --signed-by-all hører til --kind acknowledged');
  const at = shell.clock();
  return {
    kind,
    on,
    existenceAndAmount,
    signedByAll,
    withCharges: given.flag('with-charges'),
    evidence: wordsGiven(given, 'evidence'),
    today: dayInCopenhagen(at),
    by: given.text('by') === null ? shell.by : wordsGiven(given, 'by'),
    at,
  };
}

function json({ claim, before, until }: Interrupted): string {
  return JSON.stringify({ claim: String(claim), before, until });
}

type Names = ReadonlyMap<ClaimNumber, ClaimName>;

function nameOf(claim: ClaimNumber, names: Names): string {
  const name = names.get(claim);
  return name === undefined ? `Krav ${claim}` : `Krav ${name.sourceSystem}:${name.claimId}`;
}

function line({ claim, before, until }: Interrupted, names: Names): string {
  const name = nameOf(claim, names);
  return until === before
    ? `${name}: uændret; den sidste dag er ${readableDate(until)}.`
    : `${name}: den sidste dag var ${readableDate(before)} og er nu ${readableDate(until)}.`;
}

function refusalText(refusal: InterruptRefusal, names: Names): string {
  switch (refusal.tag) {
    case 'in-future':
      return 'Dagen er ikke kommet endnu. Skriv den dag, det skete (--on).';
    case 'evidence-missing':
      return 'Skriv, hvor papiret ligger, for eksempel et journalnummer (--evidence).';
    case 'others-must-sign':
      return 'Debitoren er under 18 år eller under værgemål den dag, og så skal begge forældremyndighedsindehavere eller værgen have skrevet under. Er det sket, så skriv --signed-by-all.';
    case 'at-recovery':
      return `${nameOf(refusal.claim, names)} er hos Gældsstyrelsen eller på vej. Det skal meldes til Gældsstyrelsen, som selv regner fristen der; kald kravet tilbage først, hvis det skal noteres her (afdrag recovery recall).`;
    case 'ended':
      return `${nameOf(refusal.claim, names)} er slut for debitoren siden ${readableDate(refusal.on)}. Er det sket med urette, skal kilden rejse kravet på ny.`;
    case 'no-limitation':
      return `${nameOf(refusal.claim, names)}: Debitoren hæfter ikke for det, eller det bortfalder i stedet, og et bortfald kan ikke afbrydes (bek. 585/2023 § 9).`;
    case 'before-it-arose':
      return `${nameOf(refusal.claim, names)}: Kravet opstod først ${readableDate(refusal.origin)}, og dagen ligger før. Tjek --on.`;
    case 'before-it-ran':
      return `${nameOf(refusal.claim, names)}: Fristen løber allerede fra ${readableDate(refusal.from)}, som er en senere dag.`;
    case 'time-barred-by-then':
      return `${nameOf(refusal.claim, names)} var forældet, da det skete: den sidste dag var ${readableDate(refusal.until)}.`;
    default:
      return unreachable(refusal);
  }
}
