import { readableMonth } from '../kernel/dates.ts';
import { addOre, plainKroner, readableKroner, zeroOre, type Ore } from '../kernel/money.ts';
import { unreachable } from '../kernel/result.ts';
import { logAccess } from '../access/access-log.ts';
import {
  approveMonth,
  waitingIn,
  type ApprovalRefusal,
  type Approving,
  type ToApprove,
} from '../agreements/approve.ts';
import type { WhyHeld } from '../agreements/held-proposals.ts';
import type { ChangeKind, Decision, Terms } from '../agreements/types.ts';
import { inMunicipality, type MunicipalityTx } from '../platform/database.ts';
import { actingAs, byOption } from './acting.ts';
import {
  jsonOption,
  monthOption,
  municipalityOption,
  onOption,
  PlainError,
  UsageError,
  type Command,
  type Given,
} from './command.ts';
import { decisionJson, decisionLine, heldWords } from './decision-words.ts';
import { findingWords } from './finding-words.ts';
import { runGoesOnText } from './reassess-words.ts';

const SAMPLE = 5;
const LARGEST_SAMPLE = 100;

/**
 * `afdrag month approve`: shows a second person what waits in a month, with a sample and a seal; called again with the
 * seal it approves exactly that.
 */
export const monthApproveCommand: Command = {
  words: 'month approve',
  usage:
    '--municipality 998 --month 2026-03 [--by NAVN] [--sample 5] [--seen SEGL] [--on 2026-03-12] [--json]',
  summary: 'viser, hvad der venter på godkendelse i en måned, og godkender det, der er set',
  options: {
    ...municipalityOption,
    ...monthOption,
    ...byOption,
    ...onOption,
    ...jsonOption,
    sample: { type: 'string' },
    seen: { type: 'string' },
  },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const month = given.month();
    const sampleSize = sampleSizeIn(given);
    const acting = actingAs(given, shell);
    const seal = given.text('seen');
    const asked = { ...acting, month, sampleSize };
    return shell.withDatabase(async (database) => {
      const lines = await inMunicipality(database, municipality, async (tx) =>
        seal === null ? show(tx, asked, given.flag('json')) : approve(tx, { ...asked, seal }, given),
      );
      for (const line of lines) shell.say(line);
      return 0;
    });
  },
};

function sampleSizeIn(given: Given): number {
  const size = given.wholeNumber('sample') ?? SAMPLE;
  if (size < 1 || size > LARGEST_SAMPLE)
    throw new UsageError(`--sample skal være mellem 1 og ${LARGEST_SAMPLE}`);
  return size;
}

type Asked = Omit<Approving, 'seal'>;

async function show(tx: MunicipalityTx, asked: Asked, json: boolean): Promise<string[]> {
  const waiting = await waitingIn(tx, asked.month, asked.sampleSize);
  for (const { debtor } of [...waiting.sample, ...waiting.oneByOne])
    await logAccess(tx, {
      at: asked.at,
      actor: asked.by,
      purpose: 'approval of decisions',
      debtor,
      about: `month approve ${asked.month}`,
    });
  return json ? [waitingJson(asked, waiting)] : waitingLines(tx.code, asked, waiting);
}

async function approve(tx: MunicipalityTx, approving: Approving, given: Given): Promise<string[]> {
  const approved = await approveMonth(tx, approving);
  if (!approved.ok) throw new PlainError(refusalText(approved.refusal, approving));
  const { at, by, month } = approving;
  const about = `month approve ${month}`;
  await logAccess(tx, { at, actor: by, purpose: 'approval of decisions', debtor: null, about });
  const count = approved.value.length;
  if (given.flag('json')) return [JSON.stringify({ month, approved: count, by })];
  return [
    `${proposals(count)} er godkendt af ${by}. Afgørelserne gælder, når brevet er kommet frem til borgeren.`,
  ];
}

function refusalText(refusal: ApprovalRefusal, { month, by }: Approving): string {
  switch (refusal.tag) {
    case 'nothing-waits':
      return `Der er ingen forslag, der venter på godkendelse sammen i ${readableMonth(month)}.`;
    case 'run-goes-on':
      return runGoesOnText(refusal);
    case 'same-person':
      return `${by} har selv startet kørslen. En anden person skal godkende; navnet skrives med --by.`;
    case 'not-what-was-seen':
      return `Forslagene er ikke længere dem, der blev vist. Se dem igen, og brug det nye segl (${refusal.seal}).`;
    default:
      return unreachable(refusal);
  }
}

/** What the proposals of a kind ask for a month together, before and after. */
interface Sum {
  count: number;
  before: Ore;
  after: Ore;
}

function sumsOf(decisions: readonly Decision[]): Map<ChangeKind, Sum> {
  const sums = new Map<ChangeKind, Sum>();
  for (const { change, replaces, terms } of decisions) {
    const { count, before, after } = sums.get(change) ?? { count: 0, before: zeroOre, after: zeroOre };
    sums.set(change, {
      count: count + 1,
      before: addOre(before, monthlyOf(replaces?.terms ?? null)),
      after: addOre(after, monthlyOf(terms)),
    });
  }
  return sums;
}

function monthlyOf(terms: Terms | null): Ore {
  return terms?.outcome === 'plan' ? terms.monthly : zeroOre;
}

function waitingJson(asked: Asked, waiting: ToApprove): string {
  const { decisions, sample, oneByOne, seal } = waiting;
  const changes = [...sumsOf(decisions)].map(([change, { count, before, after }]) => [
    change,
    { count, monthlyBefore: plainKroner(before), monthlyAfter: plainKroner(after) },
  ]);
  return JSON.stringify({
    month: asked.month,
    waiting: decisions.length,
    changes: Object.fromEntries(changes),
    sample: sample.map(decisionJson),
    oneByOne: oneByOne.map((each) => ({ ...decisionJson(each), held: stillHeld(each, asked, waiting) })),
    seal,
  });
}

function waitingLines(municipality: string, asked: Asked, waiting: ToApprove): string[] {
  const { month, sampleSize } = asked;
  const { decisions, sample, oneByOne, seal } = waiting;
  const lines = [
    decisions.length === 0
      ? `Der er ingen forslag, der venter på godkendelse sammen i ${readableMonth(month)}.`
      : `${proposals(decisions.length)} fra ${readableMonth(month)} venter på godkendelse:`,
    ...[...sumsOf(decisions)].map(sumLine),
  ];
  if (sample.length > 0) {
    lines.push('', `Stikprøve, ${sample.length} af ${decisions.length}, udtrukket ved lodtrækning:`);
    for (const each of sample)
      lines.push(`  ${decisionLine(each)}`, `    ${howToExplain(municipality, each)}`);
  }
  if (oneByOne.length > 0) {
    lines.push('', 'Godkendes ét ad gangen (afdrag decision approve), når en medarbejder har set på det:');
    for (const each of oneByOne) {
      const held = stillHeld(each, asked, waiting);
      const why = held === null ? '' : `; ${heldWords(held)}`;
      lines.push(`  ${decisionLine(each)}${why}`, `    ${howToExplain(municipality, each)}`);
    }
  }
  if (decisions.length === 0) return lines;
  const size = sampleSize === SAMPLE ? '' : ` --sample ${sampleSize}`;
  const again = `npm run -s afdrag -- month approve --municipality ${municipality} --month ${month}${size}`;
  return [
    ...lines,
    '',
    'Godkend netop disse forslag som en anden person end den, der startede kørslen:',
    `  ${again} --by NAVN --seen ${seal}`,
  ];
}

/** What holds a proposal on the day; null = it may be approved. */
function stillHeld({ id }: Decision, { on }: Asked, { held }: ToApprove): WhyHeld | null {
  const why = held.get(id) ?? null;
  return why?.quietUntil != null && why.quietUntil < on ? null : why;
}

function sumLine([change, { count, before, after }]: readonly [ChangeKind, Sum]): string {
  const words = `  ${findingWords.da.change[change]}: ${count}`;
  if (before === zeroOre && after === zeroOre) return words;
  const was = before === zeroOre ? '' : ` (før ${readableKroner(before)})`;
  return `${words}, tilsammen ${readableKroner(after)} om måneden${was}`;
}

function howToExplain(municipality: string, { debtor, month, ordinal }: Decision): string {
  const again = ordinal === 0 ? '' : ` --ordinal ${ordinal}`;
  return `npm run -s afdrag -- explain --municipality ${municipality} --debtor ${debtor} --month ${month}${again}`;
}

function proposals(count: number): string {
  return count === 1 ? '1 forslag' : `${count} forslag`;
}
