import { describe, expect, test } from 'vitest';
import { date } from '../kernel/dates.ts';
import { recipientsOf, type LetterRecipient, type PersonToTell } from './recipients.ts';
import type { Representative } from './representatives.ts';

const DAY = date('2026-03-10');

const anna: PersonToTell = {
  name: 'Anna Prøve',
  born: date('1980-01-01'),
  isDead: false,
  address: ['Prøvevej 12B', '9998 Prøveby'],
  addressProtected: false,
  guardianship: null,
  digitalPost: true,
};

let count = 0;
function representative(kind: Representative['kind'], changes: Partial<Representative> = {}): Representative {
  count += 1;
  return {
    number: count,
    kind,
    mode: 'instead',
    name: `Navn ${kind}`,
    address: ['Sidevej 1', '9998 Prøveby'],
    digitalPost: false,
    from: date('2026-01-01'),
    to: null,
    ...changes,
  };
}

function told(
  person: PersonToTell,
  ...representatives: readonly Representative[]
): readonly LetterRecipient[] {
  const answer = recipientsOf(person, representatives, DAY);
  if (!answer.ok) throw new Error(answer.refusal.tag);
  return answer.value;
}

function refused(person: PersonToTell, ...representatives: readonly Representative[]): string {
  const answer = recipientsOf(person, representatives, DAY);
  return answer.ok ? 'not refused' : answer.refusal.tag;
}

/** Who gets it, briefly: `Anna Prøve addressee digital`. */
const briefly = (recipients: readonly LetterRecipient[]) =>
  recipients.map(({ name, role, channel }) => `${name} ${role} ${channel}`);

describe('a letter to a debtor alone', () => {
  test('goes by Digital Post, with the address that may be shown', () => {
    expect(told(anna)).toEqual([
      {
        number: 0,
        role: 'addressee',
        channel: 'digital',
        name: 'Anna Prøve',
        address: ['Prøvevej 12B', '9998 Prøveby'],
        onBehalfOf: null,
      },
    ]);
  });

  test('goes on paper to who is exempt from Digital Post, also abroad', () => {
    expect(briefly(told({ ...anna, digitalPost: false }))).toEqual(['Anna Prøve addressee paper']);
    const abroad = { ...anna, digitalPost: false, address: ['Hauptstraße 1', 'Berlin'] };
    expect(briefly(told(abroad))).toEqual(['Anna Prøve addressee paper']);
  });

  test('never shows a protected address, and is brought by hand without Digital Post', () => {
    expect(told({ ...anna, addressProtected: true })).toMatchObject([{ channel: 'digital', address: [] }]);
    expect(told({ ...anna, addressProtected: true, digitalPost: false })).toMatchObject([
      { channel: 'by-hand', address: [] },
    ]);
  });

  test('is refused when there is nowhere to send it', () => {
    expect(refused({ ...anna, digitalPost: false, address: [] })).toBe('no-address');
    expect(briefly(told({ ...anna, address: [] }))).toEqual(['Anna Prøve addressee digital']);
  });
});

describe('the dead', () => {
  const dead = { ...anna, isDead: true };

  test('are not written to', () => {
    expect(refused(dead)).toBe('dead');
  });

  test('are not written to through those who acted for them while they lived', () => {
    expect(refused(dead, representative('power-of-attorney'), representative('guardian'))).toBe('dead');
  });

  test('have an estate that is written to, and only then', () => {
    expect(briefly(told(dead, representative('estate'), representative('guardian')))).toEqual([
      'Navn estate addressee paper',
    ]);
    expect(briefly(told(anna, representative('estate')))).toEqual(['Anna Prøve addressee digital']);
  });
});

describe('somebody under guardianship', () => {
  const ward: PersonToTell = { ...anna, guardianship: 'full' };

  test('is not written to before the guardian is known, whatever the guardianship is about', () => {
    expect(refused(ward)).toBe('no-guardian');
    expect(refused({ ...anna, guardianship: 'partial' }, representative('power-of-attorney'))).toBe(
      'no-guardian',
    );
  });

  test('has a guardian who gets the letter instead, on the debtor’s behalf', () => {
    expect(told(ward, representative('guardian', { number: 3, digitalPost: true }))).toEqual([
      {
        number: 3,
        role: 'addressee',
        channel: 'digital',
        name: 'Navn guardian',
        address: ['Sidevej 1', '9998 Prøveby'],
        onBehalfOf: { name: 'Anna Prøve', role: 'guardian', how: 'instead' },
      },
    ]);
  });

  test('or a guardian who gets a copy, where that is what was decided', () => {
    expect(briefly(told(ward, representative('guardian', { mode: 'copy' })))).toEqual([
      'Anna Prøve addressee digital',
      'Navn guardian copy paper',
    ]);
  });

  test('needs no address of their own when the guardian gets the letter', () => {
    expect(briefly(told({ ...ward, digitalPost: false, address: [] }, representative('guardian')))).toEqual([
      'Navn guardian addressee paper',
    ]);
  });
});

describe('somebody with a power of attorney', () => {
  test('gets a copy, or the letter instead, as the debtor has asked', () => {
    expect(briefly(told(anna, representative('power-of-attorney', { mode: 'copy' })))).toEqual([
      'Anna Prøve addressee digital',
      'Navn power-of-attorney copy paper',
    ]);
    expect(briefly(told(anna, representative('power-of-attorney')))).toEqual([
      'Navn power-of-attorney addressee paper',
    ]);
  });

  test('never learns a protected address from the letter', () => {
    const hidden = told(
      { ...anna, addressProtected: true },
      representative('power-of-attorney', { mode: 'copy' }),
    );
    expect(hidden.map(({ address }) => address)).toEqual([[], ['Sidevej 1', '9998 Prøveby']]);
  });
});

describe('a debtor under 18', () => {
  const born = (day: string): PersonToTell => ({ ...anna, born: date(day) });
  const mother = representative('custody-holder', { mode: 'copy', digitalPost: true, name: 'Mor' });
  const father = representative('custody-holder', { name: 'Far' });

  test('of 15 to 17 years is written to, and those with custody get a copy', () => {
    for (const day of ['2011-03-10', '2008-03-11']) {
      expect(briefly(told(born(day), mother, father))).toEqual([
        'Anna Prøve addressee digital',
        'Mor copy digital',
        'Far copy paper',
      ]);
    }
  });

  test('below 15 years is not written to: those with custody get the letter instead', () => {
    expect(briefly(told(born('2011-03-11'), mother, father))).toEqual([
      'Mor addressee digital',
      'Far addressee paper',
    ]);
  });

  test('below 15 years with a guardian other than the parents has the letter go to the guardian', () => {
    expect(briefly(told(born('2011-03-11'), representative('guardian', { mode: 'copy' })))).toEqual([
      'Navn guardian addressee paper',
    ]);
  });

  test('is not written to before somebody with custody is known', () => {
    expect(refused(born('2008-03-11'))).toBe('no-custody-holder');
    expect(refused(born('2008-03-11'), representative('power-of-attorney'))).toBe('no-custody-holder');
  });

  test('is a grown-up from the eighteenth birthday, and custody has ended', () => {
    expect(briefly(told(born('2008-03-10'), mother, father))).toEqual(['Anna Prøve addressee digital']);
  });

  test('with a protected address: the parents’ address is not printed either', () => {
    const child = { ...born('2011-03-11'), addressProtected: true };
    expect(told(child, father)).toMatchObject([{ name: 'Far', channel: 'by-hand', address: [] }]);
  });
});
