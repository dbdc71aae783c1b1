import { underWayAbout } from '../../checkout/under-way.ts';
import { addDays, type PlainDate } from '../../kernel/dates.ts';
import { zeroOre, sumOre } from '../../kernel/money.ts';
import type { MayPay } from '../../law/citizen-payment.ts';
import type { CitizenBooks } from '../citizen-books.ts';
import { claimLines, type ClaimLine } from './claim-lines.ts';
import { deadlineOf, endedPlanOf, mayBeSetOff, nextEvent } from './next-event.ts';
import { hasOwnPlan } from './plan-event.ts';
import { withWhatIsPaidWith } from './paid-together.ts';
import { groups, type DebtLine, type DebtName, type Group } from './types.ts';

/**
 * The debts of the books, by group. Each claim is in exactly one line: a claim with its interest and fees, or, where its interest or fees
 * stand elsewhere than itself, those by themselves. What of it is settled goes with what is not. Months of one benefit that stand alike
 * are one line.
 */
export function debtLines(books: CitizenBooks, day: PlainDate): Map<Group, DebtLine[]> {
  const families = Map.groupBy(claimLines(books, day), ({ claim }) => claim.main);
  const lines = [...families.values()].flatMap((family) =>
    [...byGroup(family)].map(([group, members]) => ({
      group,
      line: lineOf(members, { family, books, day }),
    })),
  );
  const byItsGroup = Map.groupBy(lines, ({ group }) => group);
  const shown = new Map(
    groups.flatMap((group) => {
      const its = (byItsGroup.get(group) ?? []).map(({ line }) => line);
      return its.length === 0 ? [] : [[group, monthsTogether(its)] as const];
    }),
  );
  return withWhatIsPaidWith(shown, { plans: books.plans, onPlan: paidByPlan([...shown.values()].flat()) });
}

/** The debts that are paid by instalments, also those of them that are disputed meanwhile. */
export function paidByPlan(lines: readonly DebtLine[]): DebtLine[] {
  return lines.filter(({ state, next }) => state === 'on-plan' || next.tag === 'disputed-on-plan');
}

/** The members of a debt by where they stand; what is settled goes with the first that is not. */
function byGroup(family: readonly ClaimLine[]): Map<Group, ClaimLine[]> {
  const standing = family.filter(({ group }) => group !== 'settled');
  const first = standing.find(({ claim }) => claim.level === 'main') ?? standing[0];
  if (first === undefined) return new Map([['settled', [...family]]]);
  return Map.groupBy(family, ({ group }) => (group === 'settled' ? first.group : group));
}

interface Around {
  readonly family: readonly ClaimLine[];
  readonly books: CitizenBooks;
  readonly day: PlainDate;
}

function lineOf(members: readonly ClaimLine[], { family, books, day }: Around): DebtLine {
  const lead = leadOf(members);
  const main = family.find(({ claim }) => claim.level === 'main') ?? lead;
  const { claim } = main;
  const mayPayIt = mayPayOf(lead, members);
  const next = nextEvent(lead, books, day);
  return {
    mains: [lead.claim.main],
    claims: members.map((each) => each.claim.claim),
    name: {
      type: claim.type,
      benefit: claim.benefit,
      from: claim.from,
      to: claim.to,
      description: claim.description,
      of: lead.claim.level === 'main' ? 'all' : 'charges',
    },
    from: { system: claim.sourceSystem, reference: claim.claimId },
    left: sumOre(members.map(({ left }) => left)),
    atRecovery: sumOre(members.map(({ atRecovery }) => atRecovery)),
    by: deadlineOf(lead, books, day),
    state: lead.state,
    next,
    mayPay: mayPayIt,
    underWay: underWayAbout(books.underWay, [lead.claim.main]),
    bearsInterest: lead.interestSince !== null,
    askFirst: mayBeSetOff(next),
    hasOwnPlan: hasOwnPlan(lead, books),
    planEnded: lead.group === 'to-pay' ? endedPlanOf(lead.claim, books) : null,
    mayPlan: lead.group === 'to-pay' && typeof mayPayIt === 'string' && books.planable.has(lead.claim.main),
    othersMustSign: books.othersMustSign,
    wishWaits: lead.group === 'to-pay' && books.wished.has(lead.claim.main),
    complaint: complaintAbout(lead),
    paidWith: [],
    joint: claim.joint,
    months: [],
  };
}

/** What follows from a complaint about a repayment that is collected here; who complains of what several owe is not known. */
function complaintAbout({ claim, group, left, state }: ClaimLine): DebtLine['complaint'] {
  const isHere = left > zeroOre && state !== 'stopped' && group !== 'at-recovery' && group !== 'settled';
  if (!claim.complaintPending || !isHere) return null;
  const isAsked = group === 'to-pay';
  if (claim.joint) return isAsked ? 'kept' : null;
  return isAsked ? 'own-kept' : 'own';
}

/** Which of the members says where the line stands: the claim itself, unless only its interest or fees are left. */
function leadOf(members: readonly ClaimLine[]): ClaimLine {
  const open = members.filter(({ group }) => group !== 'settled');
  const among = open.length > 0 ? open : members;
  const lead = among.find(({ claim }) => claim.level === 'main') ?? among[0];
  if (lead === undefined) throw new Error('a line has a claim');
  return lead;
}

/** Interest that has perhaps ended does not keep what it is of from being paid. */
function mayPayOf(lead: ClaimLine, members: readonly ClaimLine[]): MayPay | null {
  if (lead.mayPay === null || typeof lead.mayPay === 'string') return lead.mayPay;
  const other = members.find(({ left, mayPay }) => left > zeroOre && typeof mayPay === 'string');
  return lead.left === zeroOre && other !== undefined ? other.mayPay : lead.mayPay;
}

/** Months of one benefit that stand alike are one line, in the place of the first of them: what is paid by the same plan stands alike. */
function monthsTogether(lines: readonly DebtLine[]): DebtLine[] {
  const alike = Map.groupBy(lines, (line) => (line.name.benefit === null ? line : keyOf(line)));
  return [...alike.values()].flatMap((those) => {
    const [first, ...others] = those;
    if (first === undefined) return [];
    return others.length === 0 ? [first] : [together(first, those)];
  });
}

function keyOf({ name, from, state, next, mayPay, underWay, complaint, joint, by }: DebtLine): string {
  const { type, benefit, of } = name;
  const may = state === 'on-plan' && typeof mayPay === 'string' ? 'by-plan' : mayPay;
  const facts = [type, benefit, of, from.system, state, next, may, underWay?.reference, complaint, joint, by];
  return JSON.stringify(facts, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));
}

function together(first: DebtLine, months: readonly DebtLine[]): DebtLine {
  return {
    ...first,
    mains: months.flatMap(({ mains }) => mains),
    claims: months.flatMap(({ claims }) => claims),
    name: { ...first.name, ...spanOf(months.map(({ name }) => name)), description: null },
    left: sumOre(months.map(({ left }) => left)),
    atRecovery: sumOre(months.map(({ atRecovery }) => atRecovery)),
    mayPay: months.find(({ mayPay }) => mayPay === 'now')?.mayPay ?? first.mayPay,
    months,
  };
}

/** From the first day to the last, and how many periods there are between them. */
function spanOf(names: readonly DebtName[]): Pick<DebtName, 'from' | 'to' | 'apart'> {
  const periods = names
    .flatMap(({ from, to }) => (from === null ? [] : [{ from, to: to ?? from }]))
    .toSorted((a, b) => a.from.localeCompare(b.from));
  const [first] = periods;
  if (first === undefined) return { from: null, to: null };
  let [to, apart] = [first.to, 1];
  for (const next of periods) {
    if (next.from > addDays(to, 1)) apart += 1;
    if (next.to > to) to = next.to;
  }
  return { from: first.from, to, ...(apart === 1 ? {} : { apart }) };
}
