import Engine from 'publicodes';
import { addMonths, date, firstDayOf, lastDayOf, month, type YearMonth } from '../src/kernel/dates.ts';
import { stated, stepsToJson, type Step } from '../src/kernel/explanation.ts';
import { kroner, zeroOre } from '../src/kernel/money.ts';
import { assessmentJson } from '../src/cli/questions/assess.ts';
import { tableOn } from '../src/law/ability-to-pay.ts';
import type { Circumstances } from '../src/law/assess.ts';
import { figuresEdition1, type AbilityTable } from '../src/law/figures.ts';
import type { MonthOfIncome } from '../src/law/net-income.ts';
import { currentRule } from '../src/law/rule-versions.ts';
import type { Figure } from './figure.ts';

const NOTE = 'docs/performance.md, "The rule"';
const DAY = date('2026-03-10');
const PEOPLE = 1_000;
/** Each side works for about this long, so that neither is measured in a blink. */
const MEASURED_MS = 1_500;

/** The rule with its whole explanation, beside publicodes with the same table. */
export const rule: Figure = {
  name: 'rule',
  unit: 'assessments/s',
  better: 'higher',
  target: 100,
  note: NOTE,
  prepare: async () => {
    const people = circumstances();
    const table = tableOf();
    const engine = new Engine(publicodesRules(table), { logger: silent });
    const incomes = people.map((_, index) => ({ income: yearOf(index), dependants: index % 2 === 1 }));
    agree(people, incomes, engine);
    return {
      ours: async () => perSecond((index) => explained(people[index % PEOPLE] as Circumstances).length),
      peer: async () => perSecond((index) => asked(engine, incomes[index % PEOPLE] as Income)),
    };
  },
};

/** What the explanation costs: the rule with it beside the rule without. */
export const ruleExplained: Figure = {
  name: 'rule-explained',
  unit: 'assessments/s',
  better: 'higher',
  target: 0.25,
  note: NOTE,
  prepare: async () => {
    const people = circumstances();
    const assess = (index: number, steps: Step[] | null) => {
      const result = currentRule.assess(people[index % PEOPLE] as Circumstances, steps);
      return result.ok ? 1 : 0;
    };
    return {
      ours: async () => perSecond((index) => assess(index, [])),
      peer: async () => perSecond((index) => assess(index, null)),
    };
  },
};

interface Income {
  readonly income: number;
  readonly dependants: boolean;
}

/** Result and explanation as `explain --json` writes them. */
function explained(facts: Circumstances): string {
  const steps: Step[] = [];
  const result = currentRule.assess(facts, steps);
  if (!result.ok) throw new Error(result.refusal.tag);
  return `${JSON.stringify(assessmentJson(result.value))}${stepsToJson(steps)}`;
}

function asked(engine: Engine, { income, dependants }: Income): number {
  const pay = income / 12 + CONTRIBUTION;
  engine.setSituation({
    'måned 1 . løn': pay,
    'måned 1 . AM-bidrag': CONTRIBUTION,
    'måned 2 . løn': pay,
    'måned 2 . AM-bidrag': CONTRIBUTION,
    forsørger: dependants ? 'oui' : 'non',
    'standsende ydelse': 'non',
    førtidspension: 'non',
    'anden indkomst': 'oui',
  });
  return Number(engine.evaluate('afdrag').nodeValue);
}

/** Labour-market contribution a month in the measured reports, whole kroner. */
const CONTRIBUTION = 2_400;

/** Both sides must give the same instalments before their speed means anything. */
function agree(people: readonly Circumstances[], incomes: readonly Income[], engine: Engine): void {
  for (const [index, facts] of people.entries()) {
    const result = currentRule.assess(facts, null);
    const ours = result.ok && result.value.outcome === 'plan' ? Number(result.value.monthly / 100n) : 0;
    const theirs = asked(engine, incomes[index] as Income);
    if (ours !== theirs) throw new Error(`the rule gives ${ours} and publicodes ${theirs}`);
  }
}

function circumstances(): Circumstances[] {
  return Array.from({ length: PEOPLE }, (_, index) => ({
    calculationDate: DAY,
    income: {
      state: 'known',
      earlier: income(index, month('2025-12')),
      later: income(index, month('2026-01')),
    },
    dependants: { value: index % 2 === 1, source: stated },
    benefits: { value: [], source: stated },
    otherIncome: { value: true, source: stated },
  }));
}

function income(index: number, of: YearMonth): MonthOfIncome {
  return {
    month: of,
    source: stated,
    reports: [
      {
        kind: 'I',
        employer: '12345678',
        periodFrom: firstDayOf(of),
        periodTo: lastDayOf(of),
        paidOn: lastDayOf(addMonths(of, 0)),
        incomeType: '00',
        amounts: {
          contributory: kroner(yearOf(index) / 12 + CONTRIBUTION),
          nonContributory: zeroOre,
          tax: zeroOre,
          labourContribution: kroner(CONTRIBUTION),
          contributoryB: zeroOre,
          nonContributoryB: zeroOre,
        },
      },
    ],
  };
}

/** Whole kroner from 120.000 to 599.520 a year, divisible by twelve. */
function yearOf(index: number): number {
  return 120_000 + index * 480;
}

function tableOf(): AbilityTable {
  const table = tableOn(figuresEdition1.tables, DAY);
  if (table === null) throw new Error('no table');
  return table;
}

/** A month's income as publicodes rules, with the six fields that ours adds up. */
function monthRules(name: string): Record<string, unknown> {
  const fields = ['løn', 'anden løn', 'B-indkomst', 'anden B-indkomst', 'A-skat', 'AM-bidrag'];
  return {
    [name]: { valeur: 'løn + anden løn + B-indkomst + anden B-indkomst - A-skat - AM-bidrag' },
    ...Object.fromEntries(fields.map((field) => [`${name} . ${field}`, { 'par défaut': 0 }])),
  };
}

/**
 * The whole rule as publicodes rules, so that both sides answer one question: benefit, pension, two months of income, the
 * limit, two grids of brackets, twelve, and rounding down to 50.
 */
function publicodesRules({ bands, limit }: AbilityTable) {
  const brackets = (percent: (band: (typeof bands)[number]) => number) => ({
    assiette: 'netto indkomst',
    tranches: bands.map((band, index) => {
      const next = bands[index + 1];
      const amount = `${percent(band)}%`;
      return next === undefined
        ? { montant: amount }
        : { montant: amount, plafond: Number(next.from / 100n) - 0.001 };
    }),
  });
  return {
    ...monthRules('måned 1'),
    ...monthRules('måned 2'),
    'netto indkomst': { valeur: 'laveste måned * 12' },
    'laveste måned': { 'le minimum de': ['måned 1', 'måned 2'] },
    'standsende ydelse': { 'par défaut': 'non' },
    førtidspension: { 'par défaut': 'non' },
    'anden indkomst': { 'par défaut': 'oui' },
    'kun førtidspension': { 'toutes ces conditions': ['førtidspension', 'anden indkomst = non'] },
    forsørger: { question: 'Har børn under 18 år', 'par défaut': 'non' },
    'procent uden børn': { grille: brackets((band) => band.percentWithoutDependants) },
    'procent med børn': { grille: brackets((band) => band.percentWithDependants) },
    procent: { variations: [{ si: 'forsørger', alors: 'procent med børn' }, { sinon: 'procent uden børn' }] },
    grænse: {
      variations: [
        { si: 'forsørger', alors: Number(limit.withDependants / 100n) },
        { sinon: Number(limit.withoutDependants / 100n) },
      ],
    },
    // publicodes rounds to the nearest only; just under a half less is the same as rounding down.
    'halve hundreder': { valeur: '(netto indkomst * procent / 12 - 24.9999999) / 50', arrondi: 'oui' },
    afdrag: {
      variations: [
        { si: 'standsende ydelse', alors: 0 },
        { si: 'kun førtidspension', alors: 0 },
        { si: 'netto indkomst < grænse', alors: 0 },
        { sinon: 'halve hundreder * 50' },
      ],
    },
  };
}

const silent = { log: () => undefined, warn: () => undefined, error: () => undefined };

function perSecond(work: (index: number) => number): number {
  const started = performance.now();
  let done = 0;
  let total = 0;
  let elapsed = 0;
  do {
    for (let turn = 0; turn < 50; turn++) total += work(done++);
    elapsed = performance.now() - started;
  } while (elapsed < MEASURED_MS);
  if (Number.isNaN(total)) throw new Error('a side answered no number');
  return (done * 1_000) / elapsed;
}
