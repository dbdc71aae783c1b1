import { kroner, type Ore } from '../kernel/money.ts';
import { isAssessed, type Configuration } from '../municipality/configuration.ts';
import type { DateRule } from './deciding.ts';
import type { ChangeKind, Terms } from './types.ts';

/** What the municipality has chosen about decisions. */
export interface DecisionRule {
  readonly due: DateRule;
  /** The ground that is recorded for leaving the hearing out (forvaltningsloven § 19, stk. 2); null = everybody is heard. */
  readonly hearingLeftOut: string | null;
  /** Whether a ground is recorded for letting the program decide without a person (GDPR articles 22 and 35). */
  readonly automatic: Readonly<
    Record<'plan' | 'rise' | 'planWithoutIncome' | 'fall' | 'deferral' | 'lapse' | 'transfer', boolean>
  >;
  /** What one gets first about whom nothing has been decided, where something is to be paid. */
  readonly firstContact: 'decision' | 'invoice';
  /** A rise by less than this waits. */
  readonly riseThreshold: Ore;
  /** A rise counts when so many runs in a row have found one. */
  readonly runsToConfirmRise: number;
}

export function decisionRule(configuration: Configuration): DecisionRule {
  const { automatic, payment, run, changes, hearing, transfer } = configuration;
  return {
    due: {
      dueDay: payment.dueDay,
      noticeDays: run.noticeDays,
      paperWeekdays: run.paperWeekdays,
      transferWaitDays: transfer.waitDaysAfterArrival,
    },
    hearingLeftOut: hearing.leftOut?.ground ?? null,
    automatic: {
      // A ground from before its impact assessment was asked for (GDPR article 35) does not count: a person approves.
      plan: isAssessed(automatic.plan),
      rise: isAssessed(automatic.rise),
      planWithoutIncome: isAssessed(automatic.planWithoutIncome),
      fall: automatic.fall !== null,
      deferral: automatic.deferral !== null,
      lapse: automatic.lapse !== null,
      transfer: isAssessed(transfer.automatic),
    },
    firstContact: configuration.firstContact,
    riseThreshold: kroner(changes.riseThresholdKroner),
    runsToConfirmRise: changes.runsToConfirmRise,
  };
}

interface Proposal {
  readonly change: ChangeKind;
  readonly terms: Terms;
  readonly lapses: readonly unknown[];
}

/**
 * Whether the debtor is asked before anything is decided: heard about a first plan or a rise (forvaltningsloven § 19), or
 * asked for their income before the fixed amount is used (bek. 585/2023 § 5, stk. 2), which no ground can leave out.
 */
export function mustBeAsked({ change, terms }: Proposal, rule: DecisionRule): boolean {
  if (terms.outcome !== 'plan') return false;
  // Also where the fixed amount is less than before: the debtor may have lost an income that nobody knows of.
  if (terms.reason === 'no-income') return change !== 'claims-changed';
  return burdens(change) && rule.hearingLeftOut === null;
}

/**
 * A change that asks a debtor for more than before. Not the transfer of § 10: the demand has told the debtor what follows when it
 * is not paid, and asked them to tell us of a lower income first.
 */
export function burdens(change: ChangeKind): boolean {
  return change === 'start-plan' || change === 'rise' || change === 'resume' || change === 'manual';
}

/** A change that lets the debtor pay less, or nothing. */
export function relieves(change: ChangeKind): boolean {
  return change === 'fall' || change === 'suspend' || change === 'start-deferral';
}

/** Whether the program may decide it without a person. */
export function isAutomatic({ change, terms, lapses }: Proposal, { automatic }: DecisionRule): boolean {
  // § 6, stk. 2 is a judgement: no ground makes it automatic.
  if (change === 'manual') return false;
  if (terms.outcome === 'transfer') return automatic.transfer;
  if (terms.outcome === 'lapse') return automatic.lapse;
  if (terms.outcome === 'deferral') return automatic.deferral && (lapses.length === 0 || automatic.lapse);
  if (terms.reason === 'manual') return false;
  if (terms.reason === 'no-income') return automatic.planWithoutIncome;
  if (change === 'rise') return automatic.rise;
  return change === 'fall' ? automatic.fall : automatic.plan;
}
