import { date, month } from '../../kernel/dates.ts';
import { townOf } from './towns.ts';
import { endedOn } from './corrections.ts';
import { currentHelp, afterHelp, endedHelp } from './help.ts';
import { smallJob, steadyJob } from './jobs.ts';
import { benefitSpell, monthlyJob, together } from './livelihood.ts';
import { firstNames, surname } from './names.ts';
import { homeIn } from './places.ts';
import type { PersonTraits, Situation, Told } from './types.ts';

// Debtors whose case is about somebody else too: children, guardians, attorneys, heirs; and their letters.

const ADULT = { age: [26, 60] } as const satisfies PersonTraits;

const onPlan: Pick<Situation, 'life' | 'story'> = {
  life: (dice, setting) => afterHelp(monthlyJob(steadyJob(dice, [27_000, 32_000]), setting), endedHelp(dice)),
  story: { pays: 'as-asked' },
};

export const parent: Situation = {
  ...onPlan,
  cases: ['both-parents'],
  traits: () => ({ age: [33, 45], children: [date('2014-09-06')] }),
};

export const otherParent: Situation = {
  ...onPlan,
  cases: ['both-parents'],
  traits: () => ({ age: [33, 45], livesApart: true }),
};

export const childTurns15: Situation = {
  ...onPlan,
  cases: ['child-turns-15'],
  traits: () => ({ age: [36, 50], children: [date('2011-02-18')] }),
};

/** Somebody with an invented name and an address in the town. */
function somebody({ setting, dice }: Told) {
  const { code } = setting.municipality;
  return {
    name: `${firstNames(dice.chance(50) ? 'K' : 'M', dice)} ${surname(dice)}`,
    address: [...homeIn(townOf(code), code, dice).address],
  };
}

export const withGuardian: Situation = {
  cases: ['guardian-recorded'],
  traits: () => ({ age: [24, 58], guardianship: 'full', digitalPost: false }),
  life: (dice, setting) => currentHelp({}, setting, dice),
  story: {
    representatives: (told) => [
      {
        ...somebody(told),
        kind: 'guardian',
        mode: 'instead',
        digitalPost: true,
        from: date('2024-09-01'),
        to: null,
        recordedOn: date('2026-01-10'),
        evidence: 'Værgebeskikkelse fra Familieretshuset af 1. september 2024',
      },
    ],
  },
};

export const withAttorney: Situation = {
  ...onPlan,
  cases: ['power-of-attorney'],
  traits: () => ADULT,
  story: {
    pays: 'as-asked',
    representatives: (told) => [
      {
        ...somebody(told),
        kind: 'power-of-attorney',
        mode: 'copy',
        digitalPost: false,
        from: date('2025-11-03'),
        to: date('2026-11-02'),
        recordedOn: date('2026-01-10'),
        evidence: 'Skriftlig fuldmagt af 3. november 2025 til en frivillig gældsrådgiver',
      },
    ],
  },
};

const DIED = date('2026-01-18');

export const estate: Situation = {
  cases: ['estate'],
  traits: () => ({ age: [60, 66], diedOn: DIED }),
  life: (dice, setting) => {
    const job = monthlyJob(steadyJob(dice, [27_000, 30_000]), setting);
    return afterHelp(endedOn(DIED, job), endedHelp(dice));
  },
  story: {
    representatives: (told) => [
      {
        ...somebody(told),
        kind: 'estate',
        mode: 'instead',
        digitalPost: false,
        from: date('2026-02-02'),
        to: null,
        recordedOn: date('2026-02-05'),
        evidence: 'Skifteretsattest af 2. februar 2026; bobestyrer',
      },
    ],
  },
};

const custody = {
  kind: 'custody-holder',
  digitalPost: true,
  to: null,
  recordedOn: date('2026-01-10'),
  evidence: 'Forældremyndighed efter CPR',
} as const;

export const seventeen: Situation = {
  cases: ['under-18'],
  traits: () => ({ age: [17, 17], born: date('2008-09-17') }),
  life: (dice, setting) => {
    const job = monthlyJob(smallJob(dice, [1_800, 3_900]), setting);
    return afterHelp(job, { helpStopped: date('2025-06-30'), paragraph: '93' });
  },
  story: {
    representatives: (told) => [{ ...custody, ...somebody(told), mode: 'copy', from: date('2008-09-17') }],
  },
};

// No municipality should have such a debtor; the case shows that the program stops.
export const fourteen: Situation = {
  cases: ['under-15'],
  traits: () => ({ age: [14, 14], born: date('2011-10-05'), digitalPost: false }),
  life: () => afterHelp(together(), { helpStopped: date('2025-05-31'), paragraph: '93' }),
  story: {
    representatives: (told) => [{ ...custody, ...somebody(told), mode: 'instead', from: date('2011-10-05') }],
  },
};

export const letterReturned: Situation = {
  ...onPlan,
  cases: ['letter-returned'],
  traits: () => ({ ...ADULT, digitalPost: false }),
  story: { letters: 'returned' },
};

export const digitalFailed: Situation = {
  ...onPlan,
  cases: ['digital-failed'],
  traits: () => ADULT,
  story: { letters: 'failed' },
};

export const letterSlow: Situation = {
  ...onPlan,
  cases: ['letter-slow'],
  traits: () => ({ ...ADULT, digitalPost: false }),
  story: { letters: 'slow' },
};

export const movesOut: Situation = {
  ...onPlan,
  cases: ['moves-out'],
  traits: () => ({ ...ADULT, movesOutOn: date('2026-02-15') }),
};

export const emigrates: Situation = {
  cases: ['emigrates'],
  traits: () => ({ ...ADULT, emigratedOn: date('2026-02-22') }),
  life: (dice, setting) => {
    const job = steadyJob(dice, [27_000, 31_000], { to: month('2026-02') });
    return afterHelp(monthlyJob(job, setting), endedHelp(dice));
  },
  story: { pays: 'as-asked' },
};

export const protectionBegins: Situation = {
  ...onPlan,
  cases: ['protection-begins'],
  traits: () => ({ ...ADULT, addressProtectedFrom: date('2026-02-17') }),
};

export const nameChanged: Situation = {
  ...onPlan,
  cases: ['name-changed'],
  traits: () => ({ ...ADULT, newNameOn: date('2026-02-20') }),
};

export const pensionAge: Situation = {
  cases: ['pension-age'],
  traits: () => ({ age: [66, 66], born: date('1959-02-09') }),
  life: (_, setting) => {
    const before = benefitSpell(
      { name: 'førtidspension', monthly: 20_900, since: date('2024-06-01'), to: month('2026-02') },
      setting,
    );
    const after = benefitSpell({ name: 'folkepension', monthly: 15_900, from: month('2026-03') }, setting);
    return afterHelp(together(before, after), { helpStopped: date('2024-05-31') });
  },
};
