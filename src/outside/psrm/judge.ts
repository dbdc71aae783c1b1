import type { ActionToSend, ChangedData, MasterData } from '../../collection/recovery-port.ts';
import type { PlainDate } from '../../kernel/dates.ts';
import { zeroOre } from '../../kernel/money.ts';
import { claimType, claimTypes, localClaimTypes } from '../../law/claim-types.ts';
import { interestChoiceErrors } from '../../law/interest-choice.ts';
import {
  hasRight,
  mayChangeMasterData,
  mayCorrectPrincipal,
  mayTakeBack,
  mayWriteDown,
  mayWriteUp,
  TAKES_BACK,
  type AtAuthority,
} from '../../law/psrm-actions.ts';
import { RECALL_REASONS, type ActionCode } from '../../law/psrm-codes.ts';
import { filterRulesByType } from '../../law/psrm-filter-rules.ts';
import { filterClaim, type FilterFinding } from '../../law/psrm-rules.ts';
import { mayRecall, mayResubmit } from '../../law/recall.ts';
import { errorOf, missingPartOf, recallErrorOf, resubmitErrorOf, rightErrorOf } from './simulated-errors.ts';
import type { SimulatedAction, SimulatedClaim } from './simulated-state.ts';

/** What the authority has agreed with the creditor. */
export interface SimulatedAgreement {
  readonly creditor: string;
  /** The types that may be sent; null = every type that is published, and any other code, which only an agreement can have. */
  readonly types: ReadonlySet<string> | null;
  readonly rights: readonly string[];
}

export interface Judged {
  /** Error codes; none = it is carried out, or asked about. */
  readonly errors: readonly string[];
  /** Rules that a hearing is held about. */
  readonly hearing: readonly string[];
}

export interface JudgeFacts {
  readonly agreement: SimulatedAgreement;
  readonly on: PlainDate;
  /** The claim that the action is about; null = none of that number. */
  readonly claim: SimulatedClaim | null;
  /** Of a claim that comes along or later: its main claim. */
  readonly main: SimulatedClaim | null;
  /** Our reference has been used before. */
  readonly referenceUsed: boolean;
  /** An earlier action on the claim has not been answered. */
  readonly openAction: boolean;
}

/** What the authority says to an action: by the same rules of law that we look at ourselves, which proves nothing about its own. */
export function judge(action: ActionToSend, facts: JudgeFacts): Judged {
  const { code } = action;
  const art = action.create?.art ?? facts.claim?.art ?? 'INDR';
  if (action.change !== null) return judgeMasterData(action.change, facts);
  if (!hasRight(code, art, facts.agreement.rights)) return errors(rightErrorFor(code, art));
  if (code === 'OPRETFORDRING' || code === 'GENINDSENDFORDRING') return judgeCreation(action, facts);
  // A plain change, without another principal, is for what is only set off against.
  if (code === 'AENDRFORDRING' && action.amount === null && facts.claim !== null && art === 'INDR')
    return errors('537');
  if (code !== 'TILBAGEKALD' && action.amount === null) return errors(missingPartOf[code] ?? '550');
  if (facts.claim === null) return errors('463');
  return errors(...judgeChange(action, facts.claim, facts));
}

/** What stands of a claim from now on: by the rules that it came in by, and only where nothing but set-off is asked for it. */
function judgeMasterData(change: ChangedData, facts: JudgeFacts): Judged {
  const { claim, agreement } = facts;
  if (claim?.received == null) return errors('463');
  if ((claim.art ?? 'INDR') === 'INDR') return errors('537');
  if (!mayChangeMasterData(agreement.rights)) return errors('419');
  if (claim.recalled !== null) return errors('498');
  if (facts.openAction) return errors('418');
  const { principal, left: amount, received } = claim;
  const now: MasterData = { ...change, principal, amount, mainClaimId: null };
  const found = masterDataErrors(now, facts);
  if (found.length > 0) return errors(...found);
  const findings = filtered(now, { ...facts, on: received });
  return errors(...findings.filter(({ outcome }) => outcome === 'REJECT').map(({ rule }) => rule));
}

function rightErrorFor(code: ActionCode, art: string): string {
  return code === 'OPRETFORDRING' && art === 'MODR' ? '419' : rightErrorOf[code];
}

function errors(...codes: readonly string[]): Judged {
  return { errors: codes, hearing: [] };
}

function judgeCreation(action: ActionToSend, facts: JudgeFacts): Judged {
  const { code, create } = action;
  if (create === null) return errors(missingPartOf[code] ?? '444');
  if (facts.referenceUsed) return errors('486');
  const refused = code === 'GENINDSENDFORDRING' ? resubmission(create, facts.claim) : [];
  const found = [...refused, ...masterDataErrors(create, facts)];
  if (found.length > 0) return errors(...found);
  const findings = filtered(create, facts);
  const rejected = findings.filter(({ outcome }) => outcome === 'REJECT').map(({ rule }) => rule);
  // Nobody is heard about a claim that is only set off against: that is not recovered.
  const asks = create.art === 'INDR' ? findings : [];
  const hearing = asks.filter(({ outcome }) => outcome === 'HEARING').map(({ rule }) => rule);
  return rejected.length > 0 ? errors(...rejected) : { errors: [], hearing };
}

function resubmission(create: MasterData, claim: SimulatedClaim | null): string[] {
  const refused = mayResubmit({
    recalledFor: claim?.recalled ?? null,
    lookedAt: true,
    sameCreditor: true,
    sameMasterData:
      claim?.origin === create.originOn &&
      claim.due === create.dueOn &&
      claim.periodFrom === (create.period?.from ?? null) &&
      claim.periodTo === (create.period?.to ?? null),
    art: claim?.art ?? create.art,
  });
  return refused.map((tag) => resubmitErrorOf[tag]);
}

function masterDataErrors(create: MasterData, { agreement, main }: JudgeFacts): string[] {
  const { type: code, level, liable, period } = create;
  const found: string[] = [];
  const type = claimType(code, localClaimTypes);
  if (!mayBeSent(code, agreement)) found.push(level === 'main' ? '151' : '459');
  if (type.ok && level === 'main' && type.value.level !== 'main') found.push('201');
  if (level !== 'main' && main === null) found.push('461');
  if (main?.recalled != null) found.push('547');
  if (main !== null && (main.art ?? 'INDR') !== create.art) found.push('270');
  if (type.ok && !artAgreed(create)) found.push('411');
  if (create.interestChoice !== null) found.push(...interestChoiceErrors(create.interestChoice));
  if (liable.length === 0) found.push('550');
  if (new Set(liable.map(({ number }) => number)).size < liable.length) found.push('528');
  if (period !== null && period.to < period.from) found.push('569');
  const days = [create.originOn, create.dueOn, create.srb, period?.from ?? null];
  if (days.some((day) => day !== null && day < '1900-01-01')) found.push('568');
  return found;
}

/** A code of seven characters that is nowhere published can be one of the creditor agreement's. */
function mayBeSent(code: string, { types }: SimulatedAgreement): boolean {
  const known = claimTypes.has(code) ? claimType(code, localClaimTypes).ok : /^[A-ZÆØÅ0-9]{7}$/.test(code);
  return known && types?.has(code) !== false;
}

/** Whether the published rules of the type have the art (R_1_1); where none are published, the agreement says. */
function artAgreed({ type, art }: MasterData): boolean {
  const arts = filterRulesByType.get(type)?.rules.find(({ check }) => check === 'art_in');
  return arts?.check !== 'art_in' || arts.values.includes(art);
}

function filtered(create: MasterData, { main, on }: JudgeFacts): readonly FilterFinding[] {
  const rules = filterRulesByType.get(create.type)?.rules ?? [];
  return filterClaim(
    {
      art: create.art,
      level: create.level === 'main' ? 'main' : 'related',
      principal: create.principal,
      amount: create.amount,
      originDate: create.originOn,
      dueDate: create.dueOn,
      lastTimelyPayment: create.srb,
      limitationDate: null,
      periodStart: create.period?.from ?? null,
      periodEnd: create.period?.to ?? null,
      judgmentDate: null,
      settlementDate: null,
      description: create.description,
      received: on,
      main: main === null ? null : { dueDate: main.due, received: main.received },
    },
    rules,
    create.liable.map(({ limitationOn, judgmentOn, settlementOn }) => ({
      limitationDate: limitationOn,
      judgmentDate: judgmentOn,
      settlementDate: settlementOn,
    })),
  );
}

function judgeChange(action: ActionToSend, claim: SimulatedClaim, { on, openAction }: JudgeFacts): string[] {
  const { code, effectiveOn: effective } = action;
  const amount = action.amount ?? zeroOre;
  const at: AtAuthority = {
    level: claim.level,
    received: claim.received,
    recalled: claim.recalled !== null,
    openAction,
    principal: claim.principal,
    left: claim.left,
  };
  switch (code) {
    case 'NEDSKRIV': {
      const reason = action.reason === 'INDB' ? 'INDB' : 'REGU';
      return mayWriteDown(at, { reason, amount, effective, of: 'claim' }, on).map((tag) => errorOf[tag]);
    }
    case 'OPSKRIVNINGREGULERING':
      return mayWriteUp(at, amount).map((tag) => errorOf[tag]);
    case 'AENDRFORDRING':
      return mayCorrectPrincipal(at, amount).map((tag) => errorOf[tag]);
    case 'TILBAGEKALD':
      return judgeRecall(action, claim, { on, openAction });
    case 'OPRETFORDRING':
    case 'GENINDSENDFORDRING':
      return [];
    default: {
      const earlier = claim.actions.find(({ id }) => id === action.undoes);
      if (earlier === undefined) return ['526'];
      return mayTakeBack(at, asSent(earlier), { code, amount, effective }).map((tag) => errorOf[tag]);
    }
  }
}

function asSent({ code, reason, amount, effective, takenBack }: SimulatedAction) {
  return { code, reason, amount, effective, takenBack, state: 'done' as const };
}

function judgeRecall(
  action: ActionToSend,
  claim: SimulatedClaim,
  { on, openAction }: { readonly on: PlainDate; readonly openAction: boolean },
): string[] {
  const reason = RECALL_REASONS.find((each) => each === action.reason);
  if (reason === undefined) return ['448'];
  const type = claimType(claim.type, localClaimTypes);
  const refused = mayRecall({
    reason,
    stateRefund: type.ok ? type.value.stateRefund : null,
    received: claim.received,
    on,
    effective: action.effectiveOn,
    recalledBefore: claim.recalled,
    openAction,
    splitRelated: false,
    inOldSystem: false,
  });
  return refused.map((tag) => recallErrorOf[tag]);
}

/** The codes that take another action back. */
export function takesBack(code: string): boolean {
  return code in TAKES_BACK;
}
