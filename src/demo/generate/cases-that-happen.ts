import type { ClaimRow } from '../../claims/columns.ts';
import { date, month, type PlainDate } from '../../kernel/dates.ts';
import { kroner, ore, zeroOre, type Ore } from '../../kernel/money.ts';
import { reversalOf } from './pay.ts';
import { afterHelp, currentHelp, endedHelp, withAlso } from './help.ts';
import { smallJob, steadyJob } from './jobs.ts';
import { benefitSpell, monthlyJob, together } from './livelihood.ts';
import type { DemoClaimCorrection, DemoEvent, DemoStatedIncome } from '../events.ts';
import type { PersonTraits, Situation, Told } from './types.ts';

// Debtors who do something, or about whom somebody decides something, while the demo runs.

const ADULT = { age: [26, 60] } as const satisfies PersonTraits;

const onPlan: Pick<Situation, 'traits' | 'life' | 'story'> = {
  traits: () => ADULT,
  life: (dice, setting) =>
    afterHelp(monthlyJob(steadyJob(dice, [27_000, 32_000]), setting), {
      ...endedHelp(dice),
      partClaims: false,
    }),
  story: { pays: 'as-asked' },
};

export const individualPlan: Situation = {
  cases: ['individual-plan'],
  traits: () => ADULT,
  life: (dice, setting) => {
    const job = { ...smallJob(dice, [8_500, 9_500]), secondary: true };
    return withAlso(currentHelp({}, setting, dice), monthlyJob(job, setting));
  },
  story: {
    happens: ({ debtor }) => [
      {
        event: 'individual-plan',
        on: date('2026-01-26'),
        debtor,
        monthly: kroner(300),
        reason:
          'Du får kontanthjælp og har løn ved siden af. Du har selv fortalt, at dine faste udgifter er lave, og at du gerne vil betale af. Derfor har vi efter en konkret vurdering fastsat et lille afdrag.',
      },
    ],
  },
};

function incomeUnknown(stated: Omit<DemoStatedIncome, 'event' | 'debtor'>): Omit<Situation, 'cases'> {
  return {
    traits: () => ADULT,
    life: (dice) => afterHelp(together(), endedHelp(dice)),
    story: { happens: ({ debtor }) => [{ event: 'income-stated', debtor, ...stated }] },
  };
}

export const incomeStated: Situation = {
  ...incomeUnknown({
    on: date('2026-01-20'),
    netYear: kroner(168_000),
    from: month('2026-01'),
    to: month('2026-06'),
    evidence: 'Lønsedler for oktober, november og december 2025 fra en svensk arbejdsgiver',
  }),
  cases: ['income-stated'],
};

export const noIncomeStated: Situation = {
  ...incomeUnknown({
    on: date('2026-01-21'),
    netYear: zeroOre,
    from: month('2026-01'),
    to: month('2026-12'),
    evidence: 'Kontoudtog for oktober til december 2025; bor og spiser hos sine forældre',
  }),
  cases: ['no-income-stated'],
};

/** What is answered to a hearing; where nobody is heard there is nothing to answer. */
function remarks(said: {
  readonly on: PlainDate;
  readonly answer: string;
  readonly reply: string;
  readonly outcome: 'decide' | 'close';
}) {
  return ({ debtor, setting }: Told): DemoEvent[] =>
    setting.municipality.hears === true ? [{ event: 'hearing-answer', debtor, ...said }] : [];
}

export const findsItHigh: Situation = {
  ...onPlan,
  cases: ['has-remarks'],
  story: {
    pays: 'as-asked',
    happens: remarks({
      on: date('2026-01-19'),
      answer: 'Jeg synes, at beløbet er højt. Min husleje er lige steget.',
      reply:
        'Vi har læst, at din husleje er steget. Beløbet følger af din indkomst efter faste regler, og vi må ikke se på dit budget. Derfor er beløbet det samme.',
      outcome: 'decide',
    }),
  },
};

export const lostTheJob: Situation = {
  cases: ['has-remarks'],
  traits: () => ADULT,
  life: (dice, setting) => {
    const job = monthlyJob(steadyJob(dice, [26_000, 30_000], { to: month('2025-12') }), setting);
    const help = benefitSpell(
      { name: 'kontanthjælp', monthly: 12_600, since: date('2026-01-12'), from: month('2026-01') },
      setting,
    );
    return afterHelp(together(job, help), endedHelp(dice));
  },
  story: {
    happens: remarks({
      on: date('2026-01-20'),
      answer: 'Jeg mistede mit arbejde den 31. december og har fået kontanthjælp fra den 12. januar.',
      reply:
        'Tak, fordi du skrev. Når du får kontanthjælp, skal du ikke betale af på gælden. Derfor træffer vi ikke den afgørelse, vi skrev om.',
      outcome: 'close',
    }),
  },
};

function correction(
  { debtor }: Told,
  claim: ClaimRow,
  change: { readonly on: PlainDate; readonly to: Ore; readonly reason: string },
): DemoClaimCorrection {
  const { sourceSystem, claimId } = claim;
  return { event: 'claim-corrected', debtor, sourceSystem, claimId, decidedOn: change.on, ...change };
}

export const claimReduced: Situation = {
  ...onPlan,
  cases: ['claim-reduced'],
  story: {
    pays: 'as-asked',
    happens: (told) =>
      told.claims.slice(0, 1).map((claim) =>
        correction(told, claim, {
          on: date('2026-02-17'),
          to: ore((claim.principal / 200n) * 100n),
          reason: 'Kun den halve måned skulle betales tilbage.',
        }),
      ),
  },
};

export const claimWithdrawn: Situation = {
  ...onPlan,
  cases: ['claim-withdrawn'],
  story: {
    pays: 'as-asked',
    paysUntil: date('2026-03-05'),
    happens: (told) =>
      told.claims.map((claim) =>
        correction(told, claim, {
          on: date('2026-03-05'),
          to: zeroOre,
          reason: 'Afgørelsen om tilbagebetaling er ændret: Der var ret til hjælpen.',
        }),
      ),
  },
};

export const complaintUpheld: Situation = {
  cases: ['complaint-upheld'],
  traits: () => ADULT,
  life: (dice, setting) => {
    const job = monthlyJob(steadyJob(dice, [26_000, 27_000]), setting);
    const another = { ...steadyJob(dice, [8_500, 9_500], { to: month('2026-01') }), secondary: true };
    const wrong = monthlyJob({ ...another, from: month('2025-10') }, setting);
    const takenBack = wrong.reports.map(({ report }) => ({
      report: reversalOf(report),
      knownFrom: date('2026-02-20'),
    }));
    return afterHelp(together(job, wrong, { reports: takenBack, grants: [] }), endedHelp(dice));
  },
  story: {
    pays: 'as-asked',
    paysUntil: date('2026-03-04'),
    happens: ({ debtor }) => [
      {
        event: 'complaint-upheld',
        on: date('2026-03-04'),
        debtor,
        month: month('2026-01'),
        complainedOn: date('2026-02-03'),
        reason:
          'Lønnen fra den ene arbejdsgiver hørte til en anden person og var indberettet forkert. Afgørelsen byggede derfor på en for høj indkomst.',
      },
    ],
  },
};

export const wantsEnglish: Situation = {
  ...onPlan,
  cases: ['english'],
  story: {
    pays: 'as-asked',
    happens: ({ debtor }) => [{ event: 'language', on: date('2026-01-10'), debtor, language: 'en' }],
  },
};

export const paysEverything: Situation = {
  ...onPlan,
  cases: ['pays-everything'],
  story: { pays: 'everything' },
};

export const paysTooMuch: Situation = { ...onPlan, cases: ['pays-too-much'], story: { pays: 'too-much' } };

export const doesNotPay: Situation = { ...onPlan, cases: ['does-not-pay'], story: {} };
