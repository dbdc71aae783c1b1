import { z } from 'zod';
import { parseKroner } from '../kernel/money.ts';
import { claimType, feeRegime, underCollectionOrder, type OwnTypes } from '../law/claim-types.ts';
import { LEAST_DEADLINE_DAYS, type LifeCycle, type LifeCycleStep } from '../law/dunning-steps.ts';
import { repaymentLawOf } from '../law/repayment-laws.ts';
import { feeAbove } from './choices/charges.ts';
import { amount, noMainType, plainDate, text, textLike, whole } from './choices/fields.ts';
import type { Configuration } from './configuration.ts';
import { ownTypesOf } from './own-types.ts';

/**
 * What a municipality does, and when, about a bill that is not paid: named life cycles (forløb), each a list of steps, and
 * which types of claim follow which. Claims under a collection order have none: the law gives their steps (bek. 585/2023).
 */

/** Why a step is taken without a person; who recorded it, and when, where it burdens. */
const ground = z.strictObject({
  ground: text,
  recordedBy: text.nullable().default(null),
  recordedOn: plainDate.nullable().default(null),
});

const step = z.strictObject({
  do: z.enum(['reminder', 'default', 'warn', 'propose-transfer']),
  after: z.strictObject({
    from: z.enum(['srb', 'previous-deadline', 'arrived']),
    days: whole(1, 365),
    /** Bank days until a payment of that day must have been registered. */
    bankDaysForPayments: whole(0, 20).default(3),
  }),
  letter: z.boolean(),
  /** Null = the letter costs nothing. */
  fee: amount.nullable().default(null),
  deadlineDays: whole(LEAST_DEADLINE_DAYS, 90).default(LEAST_DEADLINE_DAYS),
  /** The letter says that the debt may go to Gældsstyrelsen (gældsinddrivelsesloven § 2, stk. 4). */
  warnsOfTransfer: z.boolean().default(false),
  /** `person`, or the ground for doing it without one. */
  by: z.union([z.literal('person'), ground]),
});

const cycle = z.strictObject({ steps: z.array(step).min(1).max(20) });

export const lifeCyclesShape = z
  .strictObject({
    cycles: z.record(
      textLike(/^[a-zæøå0-9-]{1,40}$/, 'Skriv et navn med små bogstaver, tal og bindestreger.'),
      cycle,
    ),
    /** By the code of the claim type; null = nothing is done by itself. */
    ofTypes: z.record(z.string(), z.string().nullable()).default({}),
    /** For the types that are not named; null = nothing is done by itself. */
    otherwise: z.string().nullable().default(null),
    /** Days after a hold such as an objection before the next step is taken. */
    pauseDays: whole(0, 90).default(14),
  })
  .default({ cycles: {}, ofTypes: {}, otherwise: null, pauseDays: 14 });

export type LifeCycles = z.infer<typeof lifeCyclesShape>;
type ConfiguredStep = z.infer<typeof step>;

/** The life cycle that claims of a type follow; null = none: nothing is done about them by itself. */
export function lifeCycleOf(
  { lifeCycles: { cycles, ofTypes, otherwise }, ownTypes }: Pick<Configuration, 'lifeCycles' | 'ownTypes'>,
  code: string,
): LifeCycle | null {
  const type = claimType(code, ownTypesOf({ ownTypes }));
  if (!type.ok || underCollectionOrder(type.value) || type.value.endsBy.kind === 'lapse') return null;
  const name = code in ofTypes ? (ofTypes[code] ?? null) : otherwise;
  const configured = name === null ? undefined : cycles[name];
  if (name === null || configured === undefined) return null;
  return { name, steps: configured.steps.map(asStep) };
}

function asStep({ fee, by, ...rest }: ConfiguredStep): LifeCycleStep {
  return {
    ...rest,
    warnsOfTransfer: rest.warnsOfTransfer || rest.do === 'warn',
    fee: fee === null ? null : parseKroner(fee),
    by: by === 'person' ? by : { ground: by.ground },
  };
}

/** What is wrong with the life cycles beyond their form, each with its place. */
export function lifeCycleFaults(
  { lifeCycles, claimTypes }: Pick<Configuration, 'lifeCycles' | 'claimTypes'>,
  own: OwnTypes,
): string[] {
  const { cycles, ofTypes, otherwise } = lifeCycles;
  const names = new Set(Object.keys(cycles));
  const named = Object.entries({ ...ofTypes, otherwise }).flatMap(([key, name]) =>
    name === null || names.has(name)
      ? []
      : [
          `lifeCycles.${placeOf(key)}: Der er intet forløb "${name}". Skriv et af dem i lifeCycles.cycles, eller null.`,
        ],
  );
  const types = Object.entries(ofTypes).flatMap(([code, name]) => typeFaults(code, name, own));
  const steps = Object.entries(cycles).flatMap(([name, each]) =>
    each.steps.flatMap((_, index) =>
      stepFaults(`lifeCycles.cycles.${name}.steps.${index}`, each.steps, index),
    ),
  );
  const followed = [...followers(lifeCycles, claimTypes)].flatMap(([code, name]) =>
    stepFeesAbove(code, { name, steps: cycles[name]?.steps ?? [], own }),
  );
  return [...new Set([...named, ...types, ...steps, ...followed])];
}

/** Which life cycle a type follows: those that are named, and those that the council has decided a fee for. */
function followers(
  { ofTypes, otherwise }: LifeCycles,
  claimTypes: Configuration['claimTypes'],
): Map<string, string> {
  const charged = Object.keys(claimTypes).filter((code) => (claimTypes[code]?.fee ?? null) !== null);
  const all = Object.entries({ ...Object.fromEntries(charged.map((code) => [code, otherwise])), ...ofTypes });
  return new Map(all.flatMap(([code, name]) => (name === null ? [] : [[code, name]])));
}

interface Followed {
  readonly name: string;
  readonly steps: readonly ConfiguredStep[];
  readonly own: OwnTypes;
}

/** Steps that cost more than the law of a type that follows them allows: its letters would bear no fee at all. */
function stepFeesAbove(code: string, { name, steps, own }: Followed): string[] {
  const type = claimType(code, own);
  if (!type.ok || underCollectionOrder(type.value) || type.value.charges.fee === null) return [];
  return steps.flatMap(({ fee }, index) =>
    feeAbove(fee, feeRegime(type.value)).map(
      (why) => `lifeCycles.cycles.${name}.steps.${index}.fee: ${why} Typen ${code} følger forløbet.`,
    ),
  );
}

function placeOf(key: string): string {
  return key === 'otherwise' ? key : `ofTypes.${key}`;
}

function typeFaults(code: string, name: string | null, own: OwnTypes): string[] {
  const type = claimType(code, own);
  const place = `lifeCycles.ofTypes.${code}`;
  if (!type.ok || type.value.level !== 'main') return [`${place}: ${noMainType}`];
  const law = repaymentLawOf(code);
  return name !== null && law !== null
    ? [`${place}: Typens skridt står i loven (${law.order}). Tag den ud.`]
    : [];
}

function stepFaults(place: string, steps: readonly ConfiguredStep[], index: number): string[] {
  const each = steps[index];
  if (each === undefined) return [];
  const before = steps.slice(0, index);
  const told = before.some(
    ({ letter, warnsOfTransfer, do: what }) => letter && (warnsOfTransfer || what === 'warn'),
  );
  const by = each.by;
  const found: readonly (readonly [boolean, string])[] = [
    // Gebyrloven § 2 and renteloven § 9 b: the fee is for a letter that reminds.
    [
      each.fee !== null && !each.letter,
      'fee: Der er intet gebyr uden et brev. Skriv null, eller letter: true.',
    ],
    [each.fee !== null && each.do !== 'reminder', 'fee: Kun en rykker koster noget. Skriv null.'],
    [overEveryLaw(each.fee), 'fee: Ingen lov tillader så meget for en rykker. Skriv et lavere beløb.'],
    [each.do === 'warn' && !each.letter, 'letter: Et varsel er et brev. Skriv true.'],
    [
      each.letter && (each.do === 'default' || each.do === 'propose-transfer'),
      'letter: Skridtet skriver ikke noget brev. Skriv false.',
    ],
    [
      each.after.from !== 'srb' && !before.some(({ letter }) => letter),
      'after.from: Der er ikke skrevet et brev før dette skridt. Skriv "srb".',
    ],
    // Gældsinddrivelsesloven § 2, stk. 4.
    [
      each.do === 'propose-transfer' && !told,
      'do: Ingen har fået at vide, at gælden kan gå til Gældsstyrelsen. Skriv warnsOfTransfer: true i et brev før dette skridt.',
    ],
    [
      each.do === 'propose-transfer' && by !== 'person' && (by.recordedBy === null || by.recordedOn === null),
      'by: Det mangler, hvem der har noteret begrundelsen og hvornår. Skriv recordedBy og recordedOn.',
    ],
  ];
  return found.flatMap(([wrong, what]) => (wrong ? [`${place}.${what}`] : []));
}

const REGIMES = ['gebyrloven', 'renteloven'] as const;

const overEveryLaw = (fee: string | null) => REGIMES.every((regime) => feeAbove(fee, regime).length > 0);
