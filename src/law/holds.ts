/** Why collection of a claim rests (berostillelse). A hold has a day on which a person looks again; it never ends by itself. */
export const holdReasons = [
  'objection',
  'complaint',
  'deferral',
  'plan',
  'death',
  'bankruptcy',
  'debt-relief',
  'missing-address',
  'returned-mail',
  'set-off-pending',
  'lapse-review',
  'ended',
  'recovery',
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
  /** Direct debit, and covering the claim with money received without a line. */
  readonly allocation: boolean;
}

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

const NAMES = ['dunning', 'fee', 'interest', 'transfer', 'instalments', 'allocation'] as const;
const NOTHING = {
  dunning: false,
  fee: false,
  interest: false,
  transfer: false,
  instalments: false,
  allocation: false,
};

const dunningAndTransfer: HoldEffects = { ...NOTHING, dunning: true, fee: true, transfer: true };
const withoutInterest: HoldEffects = { ...dunningAndTransfer, interest: true };
const withoutInstalments: HoldEffects = { ...withoutInterest, instalments: true };

// Sources: Den juridiske vejledning G.A.1.3.1–2 (objection, complaint, deferral, plan, address), dødsboskifteloven §§ 9–10
// (death). No interest under a deferral or a kept plan, and none during an objection, are safe defaults.
const effectsOf: Readonly<Record<HoldReason, HoldEffects>> = {
  objection: withoutInterest,
  complaint: withoutInterest,
  deferral: withoutInterest,
  plan: withoutInterest,
  death: withoutInstalments,
  bankruptcy: withoutInstalments,
  'debt-relief': withoutInstalments,
  // The debtor's own silence gives no free interest; a claim by bek. 585 may not be transferred unseen (§ 10).
  'missing-address': dunningAndTransfer,
  'returned-mail': dunningAndTransfer,
  'set-off-pending': dunningAndTransfer,
  'lapse-review': withoutInstalments,
  // Lapsed or time-barred: everything, whatever the municipality has chosen about writing off.
  ended: { ...withoutInstalments, allocation: true },
  // In transfer, in hearing or at Gældsstyrelsen: it collects now (a claim is never in both places). Interest rests from the day that
  // the claim has left (open question Q39).
  recovery: { ...withoutInstalments, transfer: false },
  manual: dunningAndTransfer,
};
