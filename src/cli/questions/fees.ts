import { z } from 'zod';
import { covers, date, type PlainDate } from '../../kernel/dates.ts';
import { plainKroner, zeroOre } from '../../kernel/money.ts';
import {
  claimTypes,
  feeRegime,
  underCollectionOrder,
  type ClaimType,
  type OwnTypes,
} from '../../law/claim-types.ts';
import { feeFigures, feeFigureOn } from '../../law/fee-figures.ts';
import { feeFor, feesThatStand, type FeeFacts, type FeeRefusal } from '../../law/fees.ts';
import { dateRange, dateText, jsonQuestion, kronerText, type LineQuestion } from './question.ts';

const shape = z
  .strictObject({
    regime: z.enum(['gebyrloven', 'renteloven', 'special', 'none']),
    letters: z.array(dateText),
    paid: dateText.nullish(),
    wanted: kronerText.optional(),
    councilDecision: dateText.nullish(),
    type: z.string().optional(),
    kind: z.enum(['reminder', 'compensation', 'distraint-notice']).default('reminder'),
    commercial: z.boolean().default(false),
    held: z.array(dateRange).default([]),
  })
  .refine(({ kind, commercial }) => kind !== 'compensation' || commercial, {
    path: ['commercial'],
    message: 'compensation is for commercial transactions only',
  });
type Line = z.output<typeof shape>;

/** `fees --stdin`: which letters about one claim bear a fee, as `[day, kroner]`. */
export const feesQuestionOf = (own: OwnTypes): LineQuestion =>
  jsonQuestion(shape, (line) => {
    const type = line.type === undefined ? null : (claimTypes.get(line.type) ?? own.get(line.type));
    if (type === undefined) return { error: `type: no claim type called "${line.type}"` };
    const wrong = type === null ? null : lawFault(type, line);
    if (wrong !== null) return { error: wrong };
    if (type !== null && own.has(type.code) && type.charges.fee === null) return { answer: [] };
    // A fee of nothing is none.
    if (line.wanted === zeroOre) return { answer: [] };
    const charged: [PlainDate, string][] = [];
    const letters = line.letters.toSorted().map((on) => ({ on }));
    for (const { on } of feesThatStand(letters, line.paid ?? null)) {
      const earlier = charged.map(([day]) => day);
      const fee = feeFor(factsOf(line, { type, on, earlier }), feeFigures);
      if (fee.ok) charged.push([on, plainKroner(fee.value.amount)]);
      else if (mustBeSaid(fee.refusal.tag)) return { error: errorOf(line, on, fee.refusal.tag) };
    }
    return { answer: charged };
  });

/** It must be known what law a type of the municipality's own stands under; and where it is known, the line may say no other. */
function lawFault(type: ClaimType, { regime }: Line): string | null {
  if (type.class === 'not-stated')
    return `type: what ${type.code} is has not been stated: ask with --municipality, whose ownTypes state it`;
  if (type.charges.fee === null || type.class === 'either' || type.class === 'unknown') return null;
  const stated = feeRegime(type);
  return stated === regime ? null : `regime: ${type.code} stands under ${stated}`;
}

interface Asking {
  readonly type: ClaimType | null;
  readonly on: PlainDate;
  /** The days of the letters before it that bear a fee. */
  readonly earlier: readonly PlainDate[];
}

function factsOf(line: Line, { type, on: letterOn, earlier: feeLetters }: Asking): FeeFacts {
  const benefitRepayment = type !== null && underCollectionOrder(type);
  // Not said: taken before anything here, except for repayment of benefits, where it is off by default.
  const silent = benefitRepayment ? null : ALWAYS;
  const decided = line.councilDecision === undefined ? silent : line.councilDecision;
  return {
    regime: line.regime,
    kind: line.kind,
    letterOn,
    wanted: line.wanted ?? null,
    councilDecision: decided === null ? null : { on: decided },
    benefitRepayment,
    commercial: line.commercial,
    held: line.held.some((range) => covers(range, letterOn)),
    claims: [{ claim: 1n, principal: zeroOre, due: letterOn, feeLetters }],
    onWhich: 'largest',
  };
}

const ALWAYS = date('0001-01-01');

/** A letter without a fee is an answer; an amount that the law does not allow, or does not know, is not. */
function mustBeSaid(tag: FeeRefusal): tag is 'above-cap' | 'no-such-fee' {
  return tag === 'above-cap' || tag === 'no-such-fee';
}

function errorOf({ kind, regime }: Line, on: PlainDate, tag: 'above-cap' | 'no-such-fee'): string {
  if (tag === 'no-such-fee') return `no ${kind} fee under ${regime} for ${on}`;
  const figure = feeFigureOn(feeFigures, { kind, regime, on });
  return figure === null
    ? `no ${kind} fee under ${regime} for ${on}`
    : `wanted: above ${plainKroner(figure.most)}, the most by ${figure.paragraph}`;
}
