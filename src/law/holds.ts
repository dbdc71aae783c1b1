/** Why collection of a claim rests (berostillelse). A hold has a day on which a person looks again; only a `request` ends by itself that day. */
export const holdReasons = [
  'objection',
  'complaint',
  'source-to-correct',
  'deferral',
  'plan',
  'request',
  'death',
  'bankruptcy',
  'debt-relief',
  'missing-address',
  'returned-mail',
  'set-off-pending',
  'lapse-review',
  'ended',
  'recovery',
  'returned-less',
  'liability',
  'decision-complaint',
  'manual',
] as const;
export type HoldReason = (typeof holdReasons)[number];

/** What is stopped: true = may not go on. */
export interface HoldEffects {
  /** Reminders, demands, default. */
  readonly dunning: boolean;
  readonly fee: boolean;
  /** No interest for the days of the hold, and none afterwards for them. */
  readonly interest: boolean;
  /** Transfer to Gældsstyrelsen. */
  readonly transfer: boolean;
  /** Instalments of a plan by bek. 585/2023 are no longer asked for. */
  readonly instalments: boolean;
  /** Direct debit, and covering the claim with money that nobody has said is for it. */
  readonly allocation: boolean;
  /** Decisions about what is to be paid: none is proposed or made, and none comes into force. */
  readonly decisions: boolean;
  /** Letters that ask for something or decide it, to the debtor or the estate. What only frees of something is told all the same. */
  readonly letters: boolean;
}

/** What a hold may stop. */
export type HoldEffect = keyof HoldEffects;

/**
 * Days until a person looks at a hold that the program has placed, where nothing else says when: from its first day, of an arrangement's from the
 * last due date; own choice, no source.
 */
export const REVIEW_AFTER = 30;

/** A hold that a person places by hand is looked at again after at most so many days; own choice, no source. */
export const MOST_DAYS_BY_HAND = 90;

/** What the standing holds of a claim stop together: whatever any of them stops. */
export function effects(reasons: readonly HoldReason[]): HoldEffects {
  const together = { ...NOTHING };
  for (const reason of reasons) {
    const stops = effectsOf[reason];
    for (const name of NAMES) together[name] ||= stops[name];
  }
  return together;
}

const NOTHING: HoldEffects = {
  dunning: false,
  fee: false,
  interest: false,
  transfer: false,
  instalments: false,
  allocation: false,
  decisions: false,
  letters: false,
};
const NAMES = Object.keys(NOTHING) as readonly HoldEffect[]; // its own keys

const dunningAndTransfer: HoldEffects = { ...NOTHING, dunning: true, fee: true, transfer: true };
const withoutInterest: HoldEffects = { ...dunningAndTransfer, interest: true };
const withoutAllocation: HoldEffects = { ...withoutInterest, allocation: true };
const withoutInstalments: HoldEffects = { ...withoutAllocation, instalments: true };
const untold: HoldEffects = { ...dunningAndTransfer, instalments: true, allocation: true };
const everything: HoldEffects = { ...withoutInstalments, decisions: true, letters: true };

const DISPUTING: ReadonlySet<HoldReason> = new Set(['objection', 'complaint', 'source-to-correct']);

/** The reasons that end with an answer to the debtor, whose letter tells until when nothing more is done (`lifeCycles.pauseDays`). */
export const answeredReasons = [
  'objection',
  'complaint',
  'decision-complaint',
] as const satisfies readonly HoldReason[];

/** Whether something that is said against a claim has not been answered, or not been put right yet (Den juridiske vejledning G.A.1.3.1). */
export function isDisputed(holds: readonly HoldReason[]): boolean {
  return holds.some((reason) => DISPUTING.has(reason));
}

/** Whether a debtor has been told that they were right, and all that is missing is that the source puts it right. */
export function isToCorrect(holds: readonly HoldReason[]): boolean {
  const disputing = holds.filter((reason) => DISPUTING.has(reason));
  return disputing.length > 0 && disputing.every((reason) => reason === 'source-to-correct');
}

/**
 * Whether a claim that rests for these reasons bears interest all the same, and whoever owes it may wish to pay it. One who has come to be liable
 * is told first.
 */
export function restsWithInterest(holds: readonly HoldReason[]): boolean {
  return holds.length > 0 && !effects(holds).interest && !holds.includes('liability');
}

/** The reasons that stop something, for who asks the database. */
export function reasonsThatStop(effect: HoldEffect): HoldReason[] {
  return holdReasons.filter((reason) => effectsOf[reason][effect]);
}

/** The reasons for which nothing is asked of somebody, whatever they owe; a death goes before what the dead person was in. */
const errands = ['death', 'bankruptcy', 'debt-relief'] as const satisfies readonly HoldReason[];
export type Errand = (typeof errands)[number];

/** The first of these for which nothing is asked; null = none. */
export function errandAmong(reasons: readonly HoldReason[]): Errand | null {
  return errands.find((errand) => reasons.includes(errand)) ?? null;
}

// Sources: Den juridiske vejledning G.A.1.3.1–2 (objection, complaint, deferral, plan, address), dødsboskifteloven §§ 9–10
// (death). No interest under a deferral or a kept plan, and none during an objection, are safe defaults. So is that money without a
// line covers nothing that is deferred, disputed, in an estate, bankruptcy or debt relief, or perhaps lapsed (Q4, Q14): a person looks.
const effectsOf: Readonly<Record<HoldReason, HoldEffects>> = {
  objection: withoutAllocation,
  complaint: withoutAllocation,
  // The debtor was right about repayment that another system decides (open question Q62): nothing is asked for it until that has changed it.
  'source-to-correct': withoutInstalments,
  deferral: withoutAllocation,
  // What is agreed is asked for and paid as anything else.
  plan: withoutInterest,
  // Instalments or a later day are asked for, and not agreed on: for some days nothing is done, and interest runs (open question Q63).
  request: dunningAndTransfer,
  death: everything,
  bankruptcy: everything,
  'debt-relief': everything,
  // The debtor's own silence gives no free interest; a claim by bek. 585 may not be transferred unseen (§ 10).
  'missing-address': dunningAndTransfer,
  'returned-mail': dunningAndTransfer,
  'set-off-pending': dunningAndTransfer,
  'lapse-review': withoutInstalments,
  // Lapsed or time-barred: collection ends, whatever the municipality has chosen about writing off. That it ended is told, and what
  // else the debtor owes is decided.
  ended: withoutInstalments,
  // In transfer, in hearing or at Gældsstyrelsen: it collects now (a claim is never in both places). Interest rests from the day that
  // the claim has left (open question Q39). What is decided here may be why it is called back.
  recovery: { ...withoutInstalments, transfer: false },
  // Gældsstyrelsen had less left of it than we know of when it sent it back: perhaps it has been paid there.
  'returned-less': withoutInstalments,
  // Somebody has come to be liable, and has not been told: nothing is asked of them, decided about it, or taken for it (own choice). It bears
  // interest as the claim did.
  liability: untold,
  // A complaint about a decision has no suspensive effect (retssikkerhedsloven § 72): the plan is asked for and paid; what would follow waits (open question Q20).
  'decision-complaint': dunningAndTransfer,
  manual: dunningAndTransfer,
};
