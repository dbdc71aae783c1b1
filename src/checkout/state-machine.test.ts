import { describe, expect, test } from 'vitest';
import { date } from '../kernel/dates.ts';
import { kroner, zeroOre } from '../kernel/money.ts';
import { aCheckout, BEGUN_AT, later, told } from '../../test/checkouts.ts';
import { applied, decide, learntFrom, type Checkout } from './state-machine.ts';

const open = aCheckout({ state: 'open', redirect: 'https://pay.example/1' });
const authorized = aCheckout({ ...open, state: 'authorized', receivedOn: date('2026-03-12') });
const paid = aCheckout({ ...authorized, state: 'paid', captured: kroner(1_250) });
const stopped = aCheckout({ ...open, state: 'stopped', stoppedWhy: 'aborted' });

describe('a payment that has been begun', () => {
  test('is asked for first, and afterwards only read', () => {
    expect(decide(aCheckout(), { state: 'unasked' }, BEGUN_AT).ask).toBe('create');
    for (const checkout of [open, authorized, paid, stopped])
      expect(decide(checkout, { state: 'unasked' }, BEGUN_AT).ask).toBe('read');
  });

  test('is asked for again under the same name when the provider knows nothing of it', () => {
    expect(decide(aCheckout(), { state: 'absent' }, later({ minutes: 1 })).ask).toBe('create');
  });

  test('is open once the provider has said where to pay it', () => {
    const created = { state: 'created', redirect: 'https://pay.example/1', pspReference: 'p1' } as const;
    expect(decide(aCheckout(), created, BEGUN_AT)).toEqual({
      changes: [{ kind: 'opened', redirect: 'https://pay.example/1', pspReference: 'p1' }],
      ask: null,
    });
  });

  test('has a page that has moved, where the provider says so', () => {
    const moved = { ...told('created'), redirect: 'https://pay.example/2' };
    expect(decide(open, moved, BEGUN_AT).changes).toEqual([
      { kind: 'opened', redirect: 'https://pay.example/2', pspReference: moved.pspReference },
    ]);
  });

  test('that the provider refuses is stopped', () => {
    const refused = learntFrom('create', { state: 'refused', code: '400' });
    expect(decide(aCheckout(), refused, BEGUN_AT).changes).toEqual([{ kind: 'stopped', why: 'refused' }]);
  });
});

describe('a payment that is open', () => {
  test('waits while nobody has approved it, and is cancelled after half an hour or when the citizen asks', () => {
    expect(decide(open, told('created'), later({ minutes: 29 }))).toEqual({ changes: [], ask: null });
    expect(decide(open, told('created'), later({ minutes: 30 })).ask).toBe('cancel');
    const asked = aCheckout({ ...open, stopAskedAt: later({ minutes: 2 }) });
    expect(decide(asked, told('created'), later({ minutes: 2 })).ask).toBe('cancel');
  });

  test.each(['aborted', 'expired', 'terminated'] as const)('is stopped when it was %s', (outcome) => {
    expect(decide(open, told(outcome), BEGUN_AT).changes).toEqual([{ kind: 'stopped', why: outcome }]);
  });

  test('is taken as soon as it is approved, also where the citizen had asked to stop: they approved it later', () => {
    for (const each of [open, aCheckout({ ...open, stopAskedAt: BEGUN_AT })])
      expect(decide(each, told('authorized'), later({ minutes: 3 }))).toEqual({
        changes: [{ kind: 'authorized', receivedOn: date('2026-03-12') }],
        ask: 'capture',
      });
  });

  test('counts from the day it was approved on, and never from a day that has not come', () => {
    const yesterday = told('authorized', { authorizedAt: BEGUN_AT.subtract({ hours: 24 }) });
    expect(decide(open, yesterday, BEGUN_AT).changes).toContainEqual({
      kind: 'authorized',
      receivedOn: date('2026-03-11'),
    });
    const tomorrow = told('authorized', { authorizedAt: later({ hours: 24 }) });
    expect(decide(open, tomorrow, BEGUN_AT).changes).toContainEqual({
      kind: 'authorized',
      receivedOn: date('2026-03-12'),
    });
  });

  test('of which nothing can be learnt is only said to be so, and after a week a person finds out', () => {
    const nothing = { state: 'not-known', detail: 'timeout' } as const;
    expect(decide(open, nothing, later({ hours: 1 }))).toEqual({
      changes: [{ kind: 'trouble', trouble: 'no-answer' }],
      ask: null,
    });
    expect(decide(open, nothing, later({ hours: 7 * 24 })).changes).toContainEqual({
      kind: 'person',
      why: 'unknown-for-long',
    });
  });

  test('that may not be read is not taken to be refused', () => {
    expect(learntFrom('read', { state: 'refused', code: '403' })).toEqual({
      state: 'not-known',
      detail: '403',
    });
  });
});

describe('a payment that was approved', () => {
  test('is booked with what was taken, and an amount that is another is for a person too', () => {
    const all = told('authorized', { captured: kroner(1_250) });
    expect(decide(authorized, all, later({ hours: 30 })).changes).toEqual([
      { kind: 'booked', captured: kroner(1_250), receivedOn: date('2026-03-12') },
    ]);
    const some = told('authorized', { captured: kroner(1_000) });
    expect(decide(authorized, some, BEGUN_AT).changes).toEqual([
      { kind: 'booked', captured: kroner(1_000), receivedOn: date('2026-03-12') },
      { kind: 'person', why: 'other-amount' },
    ]);
  });

  test('and cannot be taken is let go of, and stopped when the provider says so', () => {
    const refused = decide(authorized, { state: 'capture-refused' }, BEGUN_AT);
    expect(refused).toEqual({ changes: [{ kind: 'trouble', trouble: 'capture-refused' }], ask: 'cancel' });
    const troubled = aCheckout({ ...authorized, trouble: 'capture-refused' });
    expect(decide(troubled, told('authorized'), BEGUN_AT).ask).toBe('cancel');
    const released = told('authorized', { cancelled: kroner(1_250) });
    expect(decide(troubled, released, BEGUN_AT).changes).toContainEqual({ kind: 'stopped', why: 'released' });
  });

  test('is not opened again by somebody who had read it before', () => {
    expect(decide(authorized, told('created'), later({ hours: 1 }))).toEqual({ changes: [], ask: null });
  });
});

describe('a payment that is in the ledger', () => {
  const taken = told('authorized', { captured: kroner(1_250) });

  test('is left alone by all that was read before or is read again', () => {
    for (const again of [told('created'), told('authorized'), taken])
      expect(decide(paid, again, later({ hours: 9 }))).toEqual({ changes: [], ask: null });
  });

  test('is sent back once two have said so, and taken back in the ledger once the provider says that it was', () => {
    const approved = aCheckout({ ...paid, refundApproved: true });
    expect(decide(approved, taken, BEGUN_AT).ask).toBe('refund');
    const back = told('authorized', { captured: kroner(1_250), refunded: kroner(1_250) });
    const [change] = decide(approved, back, BEGUN_AT).changes;
    expect(change).toEqual({ kind: 'sent-back', refunded: kroner(1_250) });
    const after = change === undefined ? approved : applied(approved, change);
    expect(decide(after, back, BEGUN_AT)).toEqual({ changes: [], ask: null });
    expect(decide(after, taken, BEGUN_AT)).toEqual({ changes: [], ask: null });
  });

  test('of which a part was sent back by somebody else is for a person', () => {
    const part = told('authorized', { captured: kroner(1_250), refunded: kroner(50) });
    expect(decide(paid, part, BEGUN_AT).changes).toEqual([{ kind: 'person', why: 'sent-back-in-part' }]);
  });
});

describe('a payment that was said not to have been made', () => {
  test('is let go of where it was approved after all', () => {
    expect(decide(stopped, told('authorized'), BEGUN_AT).ask).toBe('cancel');
  });

  test('and was taken is booked nevertheless, and a person sees to it', () => {
    const changes = decide(stopped, told('authorized', { captured: kroner(1_250) }), BEGUN_AT).changes;
    expect(changes.map(({ kind }) => kind)).toEqual(['booked', 'person']);
    const after = changes.reduce<Checkout>((each, change) => applied(each, change), stopped);
    expect([after.state, after.captured, after.refunded]).toEqual(['paid', kroner(1_250), zeroOre]);
  });
});
