import type { MunicipalityCode } from '../kernel/ids.ts';
import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import { decisionId } from '../kernel/ids.ts';
import { unreachable, type Result } from '../kernel/result.ts';
import { logAccess } from '../access/access-log.ts';
import { approveOne, withdrawOne } from '../agreements/approve.ts';
import { underWayFor } from '../agreements/decisions.ts';
import { answerHearing } from '../agreements/hearings.ts';
import { proposeManualPlan } from '../agreements/manual-plan.ts';
import { reverseDecision } from '../agreements/reverse.ts';
import { claimByName } from '../claims/claim-names.ts';
import { setLanguage } from '../debtors/language.ts';
import type { DemoEvent, DemoHearingAnswer } from '../demo/events.ts';
import { CASEWORKER, SECOND_PERSON } from '../demo/play/town.ts';
import { stateIncome } from '../facts/stated-income.ts';
import { correctClaim } from '../payments/correct-claim.ts';
import { registerPayment } from '../payments/register-payment.ts';
import { inMunicipality, type Database, type MunicipalityTx } from '../platform/database.ts';

export interface DemoMoment {
  readonly database: Database;
  readonly municipality: MunicipalityCode;
  readonly at: Temporal.Instant;
}

/** What came of an event: done (or done before), or the program refused it, by the refusal's tag. */
export type EventPlayed = 'done' | { readonly refused: string };

/** Lets an event of the demo happen, as a caseworker would through the commands. Again, it changes nothing more. */
export async function playEvent(moment: DemoMoment, event: DemoEvent): Promise<EventPlayed> {
  const { database, municipality, at } = moment;
  if (event.event === 'income-stated') {
    const { debtor, netYear: netIncomeYear, from, to, evidence, on: statedOn } = event;
    const recording = { database, municipality, by: CASEWORKER, at };
    return played(await stateIncome(recording, { debtor, netIncomeYear, from, to, evidence, statedOn }));
  }
  try {
    return await inMunicipality(database, municipality, async (tx) => {
      const done = await playIn(tx, event, at);
      // What is refused leaves nothing half done.
      if (done !== 'done') throw new Refused(done);
      await noteLook(tx, event, at);
      return done;
    });
  } catch (error) {
    if (error instanceof Refused) return error.played;
    throw error;
  }
}

class Refused extends Error {
  readonly played: EventPlayed;
  constructor(played: EventPlayed) {
    super('an event of the demo was refused');
    this.played = played;
  }
}

function played(result: Result<unknown, { readonly tag: string }>): EventPlayed {
  return result.ok ? 'done' : { refused: result.refusal.tag };
}

async function noteLook(
  tx: MunicipalityTx,
  { event, debtor }: DemoEvent,
  at: Temporal.Instant,
): Promise<void> {
  await logAccess(tx, { at, actor: CASEWORKER, purpose: 'demo', debtor, about: event });
}

type PlayedInside = Exclude<DemoEvent, { event: 'income-stated' }>;

async function playIn(tx: MunicipalityTx, event: PlayedInside, at: Temporal.Instant): Promise<EventPlayed> {
  const acting = { by: CASEWORKER, on: dayInCopenhagen(at), at };
  const { debtor } = event;
  switch (event.event) {
    case 'payment': {
      const { amount, channel, reference, on: receivedOn } = event;
      return played(await registerPayment(tx, { debtor, amount, channel, reference, receivedOn, ...acting }));
    }
    case 'hearing-answer':
      return answer(tx, event, acting);
    case 'claim-corrected': {
      const claim = await claimByName(tx, event);
      if (claim === null) return { refused: 'unknown-claim' };
      const { to, reason, decidedOn } = event;
      return played(await correctClaim(tx, { claim, to, reason, decidedOn, ...acting }));
    }
    case 'complaint-upheld': {
      const decision = decisionId(event.month, debtor, 0);
      return played(await reverseDecision(tx, { decision, because: event.reason, ...acting }));
    }
    case 'language':
      return played(await setLanguage(tx, { debtor, language: event.language, ...acting }));
    case 'individual-plan': {
      const { monthly, reason: because } = event;
      return played(await proposeManualPlan(tx, { debtor, monthly, because, ...acting }));
    }
    default:
      return unreachable(event);
  }
}

interface ActingOn {
  readonly by: string;
  readonly on: PlainDate;
  readonly at: Temporal.Instant;
}

/** The citizen's answer, which is all they have to say, and at once what a second person makes of it. */
async function answer(
  tx: MunicipalityTx,
  event: DemoHearingAnswer,
  { on, at }: ActingOn,
): Promise<EventPlayed> {
  const proposal = (await underWayFor(tx, [event.debtor])).get(event.debtor);
  if (proposal === undefined) return { refused: 'no-hearing' };
  const decision = proposal.id;
  const answered = await answerHearing(tx, { decision, on, answer: event.answer, final: true, at });
  if (!answered.ok) return played(answered);
  const acting = { decision, by: SECOND_PERSON, on, at };
  return played(
    event.outcome === 'decide'
      ? await approveOne(tx, { ...acting, reply: event.reply })
      : await withdrawOne(tx, { ...acting, why: event.reply }),
  );
}
