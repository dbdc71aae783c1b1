import { monthOf, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { parseKroner, sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import { matterOf, type WorkItem } from '../agreements/work-items.ts';
import type { Configuration } from '../municipality/configuration.ts';
import { lastQuietDay, registeredBy } from '../law/dunning-steps.ts';
import { effects, isDisputed } from '../law/holds.ts';
import { hasRight } from '../law/psrm-actions.ts';
import type { Outcome } from '../platform/job-report.ts';
import type { Candidate, RelatedSendable } from './candidates.ts';
import type { Sendable } from './sendables.ts';
import type { Ground } from './grounds.ts';
import { reasonsFor } from './hearing-reasons.ts';
import type { ReasonToWrite } from './reasons.ts';
import { factsFor } from './transfer-facts.ts';
import { codeFor, refusedBy, resubmitRefusals } from './transfer-refusals.ts';

/** What follows for a cleared claim on the day that it may be sent. */
export interface TransferPlan extends Outcome {
  readonly candidate: Candidate;
  readonly does:
    | {
        readonly tag: 'send';
        readonly code: 'OPRETFORDRING' | 'GENINDSENDFORDRING';
        readonly related: readonly Sendable[];
      }
    /** Interest and fees of a main claim that is there. */
    | { readonly tag: 'follow'; readonly related: readonly Sendable[] }
    | { readonly tag: 'withdraw'; readonly why: string }
    | { readonly tag: 'refuse' }
    | { readonly tag: 'wait' };
  /** For a person to look at, who has not been told before. */
  readonly items: readonly WorkItem[];
  /** Reasons that are made of what is on record, for a person to read before the claim is sent. */
  readonly prepares: readonly ReasonToWrite[];
}

/** What the day's plans go by. */
export interface TransferRules {
  readonly on: PlainDate;
  readonly recovery: Configuration['recovery'];
  /** Of less nobody is asked for anything (`demand.least`; open question Q78). */
  readonly asked: Ore;
  /** How recovery interest is worked out, by type; a type that is not here is told without. */
  readonly interest: Configuration['recoveryInterest'];
  /** When payments are known that were made in the days after an answer (`lifeCycles.pauseDays`). */
  readonly answers: { readonly pauseDays: number; readonly registrationBankDays: number };
  /** The types of the creditor agreement, by our code. */
  readonly types: ReadonlyMap<string, string>;
}

/** The kinds of change of the job, for its report. */
export const transferChanges = ['sent', 'charges-sent', 'reason-prepared', 'withdrawn', 'refused'] as const;

/**
 * Goes through the checklist for a cleared claim. Hard refusals, and what a person has not given a reason for, are work
 * items; an objection waits; a clearance whose ground has gone is taken back.
 */
export function planTransfer(candidate: Candidate, rules: TransferRules): TransferPlan {
  if (candidate.recovery?.state === 'received') return planFollowing(candidate, rules);
  const stale = staleBecause(candidate);
  if (stale !== null) return plan(candidate, { does: { tag: 'withdraw', why: stale }, consequence: stale });
  const waits = waitsFor(candidate, rules);
  if (waits !== null) return plan(candidate, { does: { tag: 'wait' }, consequence: waits });
  const code = codeFor(candidate);
  const refused = refusedBy(factsFor(candidate, candidate, rules), candidate.ground, rules.on);
  const { waiting, prepares } = reasonsFor(candidate, refused, rules);
  const found = [...refused.filter((tag) => !waiting.has(tag)), ...(typeof code === 'string' ? [] : code)];
  if (found.includes('objection-open'))
    return plan(candidate, { does: { tag: 'wait' }, consequence: 'waits-for-objection' });
  if (found.length > 0 || typeof code !== 'string')
    return plan(candidate, {
      does: { tag: 'refuse' },
      consequence: found[0] ?? 'not-ready',
      items: found.map((tag) => itemFor(candidate, candidate, tag)),
    });
  return waiting.size > 0
    ? plan(candidate, { does: { tag: 'wait' }, consequence: 'waits-for-reason', prepares })
    : sending(candidate, code, rules);
}

/** Interest and fees follow a main claim that the authority has, one by one. */
function planFollowing(candidate: Candidate, rules: TransferRules): TransferPlan {
  if (!hasRight('OPRETFORDRING', 'INDR', rules.recovery.rights))
    return plan(candidate, { does: { tag: 'wait' }, consequence: 'no-right-to-send' });
  const { related, items } = relatedReady(candidate, rules);
  return related.length === 0
    ? plan(candidate, { does: { tag: 'refuse' }, consequence: 'charges-not-ready', items })
    : plan(candidate, { does: { tag: 'follow', related }, consequence: 'charges-sent', items });
}

function sending(
  candidate: Candidate,
  code: 'OPRETFORDRING' | 'GENINDSENDFORDRING',
  rules: TransferRules,
): TransferPlan {
  const { related, items } = relatedReady(candidate, rules);
  return plan(candidate, { does: { tag: 'send', code, related }, consequence: 'sent', items });
}

/** The interest and fees that may be sent, and what a person must see to about the others. */
function relatedReady(
  candidate: Candidate,
  rules: TransferRules,
): { readonly related: readonly Sendable[]; readonly items: readonly WorkItem[] } {
  const free = candidate.related.filter(
    (each) => !effects(each.holds).transfer && !staysHere(each, candidate),
  );
  const looked = free.map((each) => ({
    each,
    refused: [
      ...refusedBy(factsFor(each, candidate, rules), candidate.ground ?? each.ground, rules.on),
      ...(candidate.recovery?.state === 'received' ? resubmitRefusals(each) : []),
    ],
  }));
  const related = looked.filter(({ refused }) => refused.length === 0).map(({ each }) => each);
  const items = looked.flatMap(({ each, refused }) => refused.map((tag) => itemFor(each, candidate, tag)));
  return { related, items };
}

/** It came back alone, by itself or called back, while its main claim is there or stays cleared: a person says that it is right now. */
function staysHere(each: RelatedSendable, main: Candidate): boolean {
  if (each.recovery?.state === 'recalled' && main.recovery?.state !== 'received') return false;
  return isBack(each) && !isLookedAt(each, each.ground) && !isLookedAt(each, main.ground);
}

function isBack({ recovery }: Sendable): boolean {
  return recovery !== null && ['rejected', 'returned', 'recalled'].includes(recovery.state);
}

/** Whether a reason was given since the authority was last heard of about the claim. */
function isLookedAt({ recovery, sent }: Sendable, ground: Ground | null): boolean {
  const heard = [sent?.answeredOn, recovery?.endedOn].filter((day) => day !== null && day !== undefined);
  return ground !== null && heard.every((day) => day <= ground.on);
}

interface Planned {
  readonly does: TransferPlan['does'];
  readonly consequence: string;
  readonly items?: readonly WorkItem[];
  readonly prepares?: readonly ReasonToWrite[];
}

const changeOf = {
  send: 'sent',
  follow: 'charges-sent',
  withdraw: 'withdrawn',
  refuse: 'refused',
  wait: null,
} as const;

function plan(
  candidate: Candidate,
  { does, consequence, items: found = [], prepares = [] }: Planned,
): TransferPlan {
  // What a person has been told of is told once.
  const items = found.filter((item) => !candidate.told.has(matterOf(item)));
  const related =
    does.tag === 'send' || does.tag === 'follow'
      ? { related: sum(does.related.map(({ balance }) => balance)) }
      : {};
  const amounts = does.tag === 'send' ? { sent: candidate.balance, ...related } : related;
  return {
    candidate,
    does,
    items,
    prepares,
    consequence,
    amounts,
    debtor: debtorOf(candidate),
    change: prepares.length > 0 ? 'reason-prepared' : changeIn(does, items),
  };
}

function changeIn(does: TransferPlan['does'], items: readonly WorkItem[]): string | null {
  return does.tag === 'refuse' && items.length === 0 ? null : changeOf[does.tag];
}

function sum(amounts: readonly bigint[]) {
  return amounts.reduce((total, amount) => total + amount, 0n) as typeof zeroOre; // a sum of øre
}

/** A claim is cleared towards somebody who was liable then. */
function debtorOf({ debtors, clearance }: Candidate): DebtorNumber {
  const debtor = debtors[0] ?? clearance.told[0]?.debtor;
  assert(debtor !== undefined, `claim ${clearance.claim} is cleared, and nobody ever owed it`);
  return debtor;
}

/** Why a clearance no longer stands: paid, changed since, written off, deferred, or nobody owes it any longer; null = it stands. */
function staleBecause(candidate: Candidate): string | null {
  const { balance, related, liable, arrangement, givenUp, reachableAgain } = candidate;
  if (liable.length === 0) return 'ended';
  // An exception from the notice is of the day on which it would be sent (gældsinddrivelsesloven § 2, stk. 4).
  if (reachableAgain) return 'reachable-again';
  // Nor is it sent with 0 kr. for its interest's sake.
  if (givenUp) return 'written-off';
  // A main claim that is paid goes along with 0 kr. when interest or a fee is left (0-fordring).
  if (balance === zeroOre && related.length === 0) return 'paid';
  if (isToldOfAnother(candidate)) return 'changed-since-told';
  return arrangement === null ? null : 'arrangement';
}

/**
 * A bill of which a payment was taken off, or which its source has changed, since it was cleared: what the letter warned of was another amount, or
 * had been paid (open questions Q42, Q83). What the authority has answered about once is a person's to send again.
 */
function isToldOfAnother({ clearance, changedOn, recovery }: Candidate): boolean {
  const { because, from, told } = clearance;
  const isByLetter = because === 'dunning' && told.some(({ letter }) => letter !== null);
  return isByLetter && recovery === null && changedOn !== null && changedOn >= from;
}

/** What a claim waits for without a person having to look; null = nothing. */
function waitsFor(candidate: Candidate, { recovery: config, asked, on, answers }: TransferRules) {
  const { answeredOn, holds, balance, related, recovery, ground, registered, interestOn } = candidate;
  const held = holds.find(
    (reason) =>
      reason !== 'plan' && reason !== 'deferral' && !isDisputed([reason]) && effects([reason]).transfer,
  );
  if (held !== undefined) return `waits-for-${held}`;
  // The letter with the answer says until when nothing more is done.
  if (answeredOn !== null && on <= answerOver(answeredOn, answers)) return 'waits-for-answer-days';
  // Its art cannot be changed: the registration ends first, and is never sent again as another (537, 544).
  if (registered) return 'waits-for-set-off-registration';
  if (!hasRight('OPRETFORDRING', 'INDR', config.rights)) return 'no-right-to-send';
  if (config.channel === 'system' && config.creditor === null) return 'no-creditor-number';
  // It leaves tomorrow, with the interest that was posted today (open question Q24).
  if (interestOn !== null && interestOn >= on) return 'waits-for-interest';
  const least = parseKroner(config.least) ?? zeroOre;
  if (sumOre([balance, ...related.map((each) => each.balance)]) < asked) return 'below-least';
  if (balance < least && related.length === 0) return 'below-least';
  // It was refused, or sent back, as it stands: a person says that it is right now.
  const back = recovery?.state === 'rejected' || recovery?.state === 'returned';
  return back && !isLookedAt(candidate, ground) ? 'waits-for-person' : null;
}

/** The last day on which what was paid in the days after an answer may come to be known. */
function answerOver(
  answeredOn: PlainDate,
  { pauseDays, registrationBankDays }: TransferRules['answers'],
): PlainDate {
  return registeredBy(lastQuietDay(answeredOn, pauseDays), registrationBankDays);
}

function itemFor({ claim }: Sendable, candidate: Candidate, tag: string): WorkItem {
  // By the month in which it was cleared: the same matter is one item, however many days it stands.
  const month = monthOf(candidate.clearance.from);
  return {
    kind: 'transfer-not-ready',
    debtor: debtorOf(candidate),
    month,
    about: `claim ${claim.claim} ${tag}`,
  };
}
