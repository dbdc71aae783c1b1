import { logAccess } from '../access/access-log.ts';
import { claimNumber, type ClaimNumber } from '../claims/types.ts';
import { hearings, type InHearing } from '../collection/hearing.ts';
import { recallByPerson, type RecallByPersonRefusal } from '../collection/recall.ts';
import { listedRegistrations, type ListedRegistration } from '../collection/registration-list.ts';
import { listedClaims, type ListedClaim } from '../collection/recovery-list.ts';
import { acceptTransfer, sendAgain, type SendAgainRefusal } from '../collection/resubmit.ts';
import type { RecoveryState } from '../collection/types.ts';
import { dayInCopenhagen, readableDate, type PlainDate } from '../kernel/dates.ts';
import { plainKroner, readableKroner, type Ore } from '../kernel/money.ts';
import { readRecallReason, recallSettles } from '../law/psrm-codes.ts';
import { inMunicipality } from '../platform/database.ts';
import {
  jsonOption,
  municipalityOption,
  onOption,
  PlainError,
  UsageError,
  type Command,
  type Given,
} from './command.ts';
import { clockAsked } from './letters-send.ts';
import { registrationLine } from './registration-words.ts';
import { recallReasonText, recallRefusals } from './work-recovery-words.ts';

export const claimOption = { claim: { type: 'string' }, because: { type: 'string' } } as const;

/** Our own number of the claim, as lists and work items print it. */
export function claimNumberGiven(given: Given): ClaimNumber {
  const text = given.required('claim');
  if (!/^[1-9]\d{0,18}$/.test(text))
    throw new UsageError('--claim skal være kravets nummer, som listen viser det, for eksempel 12');
  return claimNumber(BigInt(text));
}

const stateWords: Readonly<Record<RecoveryState, string>> = {
  'in-transfer': 'på vej',
  'in-hearing': 'i høring',
  received: 'modtaget',
  recalled: 'kaldt tilbage',
  returned: 'sendt tilbage',
  rejected: 'afvist',
  cancelled: 'ikke sendt',
  'written-off': 'afskrevet dér',
};

const MOST_LISTED = 1_000;

/** `afdrag recovery list`: claims on their way to Gældsstyrelsen, there, or back, and those in hearing with the days left. */
export const recoveryListCommand: Command = {
  words: 'recovery list',
  usage: '--municipality 998 [--state received] [--on 2026-03-11] [--json]',
  summary: 'viser krav hos Gældsstyrelsen og krav i høring',
  options: { ...municipalityOption, ...onOption, ...jsonOption, state: { type: 'string' } },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const on = dayInCopenhagen(clockAsked(given.date('on'), shell)());
    const state = stateGiven(given.text('state'));
    return shell.withDatabase(async (database) => {
      const found = await inMunicipality(database, municipality, async (tx) => {
        const look = { at: shell.clock(), actor: shell.by, purpose: 'claims at recovery', debtor: null };
        await logAccess(tx, { ...look, about: 'recovery list' });
        const claims = await listedClaims(tx, { state, after: 0n, limit: MOST_LISTED });
        // A claim that is only registered there is in none of these states.
        const registered = state === null ? await listedRegistrations(tx, MOST_LISTED) : [];
        return { claims, registered, inHearing: await hearings(tx) };
      });
      if (given.flag('json')) shell.say(JSON.stringify(asJson(found, on)));
      else for (const line of listLines(found, on)) shell.say(line);
      return 0;
    });
  },
};

function stateGiven(text: string | null): RecoveryState | null {
  if (text === null) return null;
  const found = (Object.keys(stateWords) as RecoveryState[]).find((state) => state === text); // its own keys
  if (found === undefined)
    throw new UsageError(`--state skal være ${Object.keys(stateWords).join(' eller ')}`);
  return found;
}

function daysLeft(endsOn: PlainDate | null, on: PlainDate): number | null {
  return endsOn === null ? null : Temporal.PlainDate.from(on).until(endsOn).days;
}

interface Listed {
  readonly claims: readonly ListedClaim[];
  /** For set-off alone: collected here. */
  readonly registered: readonly ListedRegistration[];
  readonly inHearing: readonly InHearing[];
}

function asJson({ claims, registered, inHearing }: Listed, on: PlainDate) {
  return {
    registered: registered.map(({ claim, left, covered, ...each }) => ({
      claim: claim.toString(),
      ...each,
      left: plainKroner(left),
      covered: plainKroner(covered),
    })),
    claims: claims.map(({ claim, left, covered, interest, ...each }) => ({
      claim: claim.toString(),
      ...each,
      left: plainKroner(left),
      covered: plainKroner(covered),
      interest: plainKroner(interest),
    })),
    hearings: inHearing.map(({ claim, ...each }) => ({
      claim: claim.toString(),
      ...each,
      daysLeft: daysLeft(each.endsOn, on),
    })),
  };
}

function listLines({ claims, registered, inHearing }: Listed, on: PlainDate): string[] {
  if (claims.length + registered.length === 0)
    return ['Ingen krav er hos Gældsstyrelsen eller på vej dertil.'];
  return [
    ...claims.map(
      ({ claim, debtor, type, state, left, why }) =>
        `Krav ${claim}, debitor ${debtor}, ${type}: ${stateWords[state]}${why === null ? '' : ` (${why})`}${leftThere(state, left)}.`,
    ),
    ...registered.map(registrationLine),
    ...inHearing.map(({ claim, rules, endsOn }) => {
      const days = daysLeft(endsOn, on);
      const ends = endsOn === null ? 'forældelsen kendes ikke' : `${days} dage til ${readableDate(endsOn)}`;
      const asked = rules.length === 0 ? '' : `, ${rules.join(', ')}`;
      return `Høring: krav ${claim}${asked}; forældelsen løber, ${ends}.`;
    }),
  ];
}

/** What is left at Gældsstyrelsen of what it has received; nothing is there before. */
function leftThere(state: RecoveryState, left: Ore): string {
  return state === 'received' ? `, ${readableKroner(left)} tilbage dér` : '';
}

/** `afdrag recovery recall`: calls a claim back from Gældsstyrelsen. */
export const recoveryRecallCommand: Command = {
  words: 'recovery recall',
  usage:
    '--municipality 998 --claim 12 --reason KLAG --because "…" [--effective 2026-03-01] [--on 2026-03-11]',
  summary: 'kalder et krav tilbage fra Gældsstyrelsen',
  options: {
    ...municipalityOption,
    ...onOption,
    ...claimOption,
    reason: { type: 'string' },
    effective: { type: 'string' },
  },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const clock = clockAsked(given.date('on'), shell);
    const reason = readRecallReason(given.required('reason'));
    if (reason === null) throw new UsageError('--reason skal være BORD, BORT, FEJL, HENS, KLAG eller HAFT');
    const claim = claimNumberGiven(given);
    const asked = { claim, reason, because: given.required('because'), effectiveOn: given.date('effective') };
    return shell.withDatabase(async (database) => {
      const recalled = await inMunicipality(database, municipality, (tx) =>
        recallByPerson(tx, asked, { by: shell.by, at: clock() }),
      );
      if (!recalled.ok) throw new PlainError(recallText(claim, recalled.refusal));
      shell.say(
        recalled.value === 'queued'
          ? `Krav ${claim} kaldes tilbage med den næste afdrag transfer.${recallSettles(reason).resubmittable === 'never' ? ' Det kan ikke sendes igen, og der rykkes ikke mere for det.' : ''}`
          : `Krav ${claim} var ikke sendt endnu og sendes ikke.`,
      );
      return 0;
    });
  },
};

function recallText(claim: ClaimNumber, refusal: RecallByPersonRefusal): string {
  switch (refusal.tag) {
    case 'not-there':
      return `Krav ${claim} er ikke hos Gældsstyrelsen.`;
    case 'given-up':
      return `Gældsstyrelsen har opgivet krav ${claim}, og ingen inddriver det. Skal det opkræves her, så afvis tabet (afdrag write-off refuse), eller tag det tilbage, hvis det er bogført (afdrag write-off reverse).`;
    case 'still-owed':
      return `Krav ${claim} skyldes endnu, og så er bortfald (BORT) ikke grunden: det kunne aldrig sendes igen. Er det faldet bort, så noter det først (afdrag claims lapse). Henstand er HENS, en betalingsordning er BORD.`;
    case 'on-its-way':
      return `Krav ${claim} er på vej. Kald det tilbage, når Gældsstyrelsen har svaret.`;
    case 'reason-missing':
      return 'Skriv hvorfor (--because).';
    case 'called-back-already': {
      const what = refusal.main
        ? 'kaldes allerede tilbage sammen med sit hovedkrav'
        : 'kaldes allerede tilbage';
      return `Krav ${claim} ${what}, grund ${recallReasonText(refusal.reason)}. En anden grund eller dag tæller ikke, og intet er noteret.`;
    }
    case 'refused':
      return `Krav ${claim} kan ikke kaldes tilbage: ${refusal.why.map((each) => recallRefusals[each]).join('; ')}.`;
  }
}

/** `afdrag recovery accept`: a person's reason for sending a claim that the checklist wants looked at first. */
export const recoveryAcceptCommand: Command = sendCommand('accept', {
  summary: 'skriver hvorfor et krav sendes, selv om en medarbejder skal se på det først',
  send: acceptTransfer,
});

/** `afdrag recovery resubmit`: has a claim sent again that was refused, or came back. */
export const recoveryResubmitCommand: Command = sendCommand('resubmit', {
  summary: 'sender et krav igen, som blev afvist eller kom tilbage',
  send: sendAgain,
});

function sendCommand(
  word: string,
  { summary, send }: { readonly summary: string; readonly send: typeof acceptTransfer },
): Command {
  return {
    words: `recovery ${word}`,
    usage: '--municipality 998 --claim 12 --because "…" [--on 2026-03-11]',
    summary,
    options: { ...municipalityOption, ...onOption, ...claimOption },
    run: async (given, shell) => {
      const municipality = given.municipality();
      const clock = clockAsked(given.date('on'), shell);
      const claim = claimNumberGiven(given);
      const because = given.required('because');
      return shell.withDatabase(async (database) => {
        const noted = await inMunicipality(database, municipality, (tx) =>
          send(tx, { claim, because }, { by: shell.by, at: clock() }),
        );
        if (!noted.ok) throw new PlainError(sendText(claim, noted.refusal));
        shell.say(
          `Noteret. Krav ${claim} ses igen med den næste afdrag transfer. En regel, som Gældsstyrelsen spørger efter, skal have sin egen begrundelse (afdrag recovery reason).`,
        );
        return 0;
      });
    },
  };
}

function sendText(claim: ClaimNumber, { tag }: SendAgainRefusal): string {
  switch (tag) {
    case 'reason-missing':
      return 'Skriv hvorfor (--because).';
    case 'on-its-way':
      return `Krav ${claim} er på vej eller hos Gældsstyrelsen.`;
    case 'never-sent':
      return `Krav ${claim} har ikke været sendt.`;
    case 'nothing-left':
      return `Der skyldes intet af krav ${claim}.`;
    case 'not-cleared':
      return `Krav ${claim} er ikke klart til at blive sendt: skyldneren skal være rykket og underrettet først.`;
  }
}
