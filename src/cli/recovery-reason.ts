import { logAccess } from '../access/access-log.ts';
import { liabilitiesFor } from '../claims/liabilities.ts';
import { claimNumber, type ClaimNumber } from '../claims/types.ts';
import {
  approveReason,
  changeReason,
  waitingReasons,
  type Reason,
  type ReasonRefusal,
  type WaitingReason,
} from '../collection/reasons.ts';
import { dayInCopenhagen, readableDate, type PlainDate } from '../kernel/dates.ts';
import { unreachable } from '../kernel/result.ts';
import { inMunicipality } from '../platform/database.ts';
import { actingAs, byOption, paragraphsGiven } from './acting.ts';
import { numberGiven } from './act-on-number.ts';
import { jsonOption, municipalityOption, onOption, PlainError, UsageError, type Command } from './command.ts';
import { clockAsked } from './letters-send.ts';

/** `afdrag recovery reasons`: what will be said where Gældsstyrelsen asks about a claim, and waits for a second person. */
export const recoveryReasonsCommand: Command = {
  words: 'recovery reasons',
  usage: '--municipality 998 [--on 2026-03-11] [--json]',
  summary: 'viser begrundelser til Gældsstyrelsen, som skal læses og godkendes, før kravene sendes',
  options: { ...municipalityOption, ...onOption, ...jsonOption },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const at = clockAsked(given.date('on'), shell)();
    const on = dayInCopenhagen(at);
    return shell.withDatabase(async (database) => {
      const waiting = await inMunicipality(database, municipality, async (tx) => {
        const look = { at: shell.clock(), actor: shell.by, purpose: 'claims at recovery', debtor: null };
        await logAccess(tx, { ...look, about: 'recovery reasons' });
        return waitingReasons(tx);
      });
      if (given.flag('json')) shell.say(JSON.stringify(waiting.map((each) => asJson(each, on))));
      else if (waiting.length === 0) shell.say('Ingen begrundelser venter.');
      else for (const each of waiting) shell.say(lineFor(each, on));
      return 0;
    });
  },
};

function daysLeft(endsOn: PlainDate | null, on: PlainDate): number | null {
  return endsOn === null ? null : Temporal.PlainDate.from(on).until(endsOn).days;
}

function asJson({ claim, ...each }: WaitingReason, on: PlainDate) {
  return { claim: claim.toString(), ...each, daysLeft: daysLeft(each.endsOn, on) };
}

function lineFor(reason: WaitingReason, on: PlainDate): string {
  const { claim, debtor, rule, because, writtenBy, endsOn } = reason;
  const by = writtenBy === null ? 'skrevet af Afdrag ud fra sagens oplysninger' : `skrevet af ${writtenBy}`;
  return `Krav ${claim}, debitor ${debtor}, ${rule}, ${by}: "${because}" (${ending(endsOn, on)}).`;
}

/** The day of lapse may have passed: that it did not lapse is what the reason says. */
function ending(endsOn: PlainDate | null, on: PlainDate): string {
  const days = daysLeft(endsOn, on);
  if (endsOn === null || days === null) return 'dagen for forældelse eller bortfald kendes ikke';
  return days < 0
    ? `den tidligste dag for bortfald var ${readableDate(endsOn)}`
    : `${days} dage til ${readableDate(endsOn)}, hvor kravet ender`;
}

/** `afdrag recovery reason`: approves what will be said about a rule, or writes something else, which another person approves. */
export const recoveryReasonCommand: Command = {
  words: 'recovery reason',
  usage:
    '--municipality 998 --claim 12 --rule R_2_2a [--approve] [--because "…"] [--by NAVN] [--on 2026-03-11] [--json]',
  summary: 'godkender en begrundelse til Gældsstyrelsen (--approve) eller skriver en anden (--because)',
  options: {
    ...municipalityOption,
    ...onOption,
    ...byOption,
    ...jsonOption,
    claim: { type: 'string' },
    rule: { type: 'string' },
    approve: { type: 'boolean' },
    because: { type: 'string' },
  },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const means = { form: /^[1-9]\d{0,17}$/, means: 'kravets nummer, som listen viser det, for eksempel 12' };
    const claim = claimNumber(numberGiven(given, 'claim', means));
    const rule = given.required('rule');
    if (!/^R_[A-Za-z0-9_+]{1,30}$/.test(rule))
      throw new UsageError('--rule skal være en regel, som listen viser den, for eksempel R_2_2a');
    const approves = given.flag('approve');
    if (approves === (given.text('because') !== null))
      throw new UsageError('skriv enten --approve eller --because');
    const because = approves ? '' : paragraphsGiven(given, 'because');
    const doing = actingAs(given, shell);
    return shell.withDatabase(async (database) => {
      const acted = await inMunicipality(database, municipality, async (tx) => {
        const done = approves
          ? await approveReason(tx, { claim, rule }, doing)
          : await changeReason(tx, { claim, rule, because }, doing);
        if (!done.ok) throw new PlainError(refusalText(claim, done.refusal));
        const look = { at: doing.at, actor: doing.by, purpose: 'claims at recovery' };
        // What is said of a claim is said of everybody who owes it.
        for (const { debtor } of await liabilitiesFor(tx, [claim]))
          await logAccess(tx, { ...look, debtor, about: `recovery reason ${claim}` });
        return done.value;
      });
      shell.say(
        given.flag('json') ? JSON.stringify({ ...acted, claim: String(acted.claim) }) : doneText(acted),
      );
      return 0;
    });
  },
};

function doneText({ claim, rule, approvedOn }: Reason): string {
  return approvedOn === null
    ? `Begrundelsen er skrevet. En anden skal godkende den, før krav ${claim} sendes.`
    : `Begrundelsen om ${rule} er godkendt. Krav ${claim} ses igen med den næste afdrag transfer.`;
}

function refusalText(claim: ClaimNumber, { tag }: ReasonRefusal): string {
  switch (tag) {
    case 'no-reason':
      return `Der er ingen begrundelse om den regel for krav ${claim}. Skriv en med --because.`;
    case 'approved-already':
      return 'Begrundelsen er allerede godkendt.';
    case 'same-person':
      return 'Den, der har skrevet begrundelsen, kan ikke selv godkende den.';
    case 'reason-missing':
      return 'Skriv hvorfor (--because).';
    case 'not-asked-about':
      return `Gældsstyrelsen spørger ikke om krav ${claim} efter den regel. Intet er noteret.`;
    case 'unknown-claim':
      return `Kommunen har intet krav med nummer ${claim}.`;
    default:
      return unreachable(tag);
  }
}
