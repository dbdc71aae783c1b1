import { expect } from 'vitest';
import { setOffRegistrationsOf, type SetOffRegistration } from '../../src/claims/set-off-registrations.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { answerColumns, recoveryList, takeTypedAnswers } from '../../src/collection/list-channel.ts';
import { actOnMessages } from '../../src/collection/recovery-day.ts';
import { registerByPerson } from '../../src/collection/registrations.ts';
import { setOffActionsOf } from '../../src/collection/store.ts';
import { addDays, date } from '../../src/kernel/dates.ts';
import { kroner } from '../../src/kernel/money.ts';
import { accountsOfClaims, balanceOf } from '../../src/ledger/balances.ts';
import { checkPayments } from '../../src/payments/check.ts';
import { correctClaim } from '../../src/payments/correct-claim.ts';
import { receive } from '../../src/payments/receive.ts';
import { aRecoveryTown, jobOf, type TownChanges } from './recovery-town.ts';
import { morningOf } from './town.ts';

const by = 'prøve';

/** A town in which claims are collected here and registered at Gældsstyrelsen for set-off alone. */
export async function aRegisteringTown(changes: TownChanges = {}) {
  const town = await aRecoveryTown({ simulator: { latest: 24 }, ...changes });
  /** A bill of Anna's of 6,000 kr. for a housing grant, due on 1 December 2025. */
  function raised(): Promise<ClaimNumber> {
    return town.raise({ type: 'KFEBHUV', description: 'Efterbetaling' });
  }

  function register(claim: ClaimNumber, on: string) {
    const asked = { claim, because: 'betaler ikke' };
    return town.do((tx) => registerByPerson(tx, asked, { by, at: morningOf(on) }));
  }

  async function registered(): Promise<ClaimNumber> {
    const claim = await raised();
    expect(await register(claim, '2026-01-05')).toEqual({ ok: true, value: 'queued' });
    await tellAndHear('2026-01-05');
    expect((await standing(claim))?.state).toBe('registered');
    return claim;
  }

  async function tellAndHear(on: string): Promise<void> {
    await town.news(on);
    await town.registrations(on);
    await town.deliver(on);
    await town.news(addDays(date(on), 3));
  }

  function standing(claim: ClaimNumber): Promise<SetOffRegistration | undefined> {
    return town.do(async (tx) => (await setOffRegistrationsOf(tx, [claim])).get(claim)?.at(-1));
  }

  async function told(claim: ClaimNumber): Promise<string[]> {
    const actions = await town.do(async (tx) => (await setOffActionsOf(tx, [claim])).get(claim) ?? []);
    return actions.map(({ code, reason, state }) =>
      [code, reason, state].filter((each) => each !== null).join(' '),
    );
  }

  async function owed(claim: ClaimNumber): Promise<bigint> {
    return town.do(async (tx) => balanceOf((await accountsOfClaims(tx, [claim])).get(claim)));
  }

  async function idThere(claim: ClaimNumber): Promise<string> {
    return (await standing(claim))?.authorityId ?? '';
  }

  async function leftThere(claim: ClaimNumber): Promise<bigint | undefined> {
    return town.simulated.state.claims.get(await idThere(claim))?.left;
  }

  async function paid(claim: ClaimNumber, amount: number, on: string): Promise<void> {
    const told = { by: 'debtor', debtor: town.anna, wish: [claim] } as const;
    const reference = `indbetaling ${claim} ${on} ${amount}`;
    const money = { channel: 'bank', reference, amount: kroner(amount), receivedOn: date(on) } as const;
    expect((await town.do((tx) => receive(tx, { ...money, told, by, at: morningOf(on) }))).ok).toBe(true);
  }

  /** Without system access: what waits is put on the list for the portal. */
  function list(on: string) {
    return recoveryList(jobOf(town.db, town.authority, on));
  }

  /** What the portal has answered, as a person types it, and what follows. */
  async function typed(on: string, ...answers: readonly string[]): Promise<void> {
    const task = jobOf(town.db, town.authority, on);
    const taken = await takeTypedAnswers(task, [answerColumns.join(';'), ...answers, ''].join('\n'));
    expect(taken.ok).toBe(true);
    await actOnMessages(task);
  }

  async function nothingIsWrong(): Promise<void> {
    expect(await town.faults()).toEqual([]);
    expect(await town.do(checkPayments)).toEqual([]);
    expect((await town.mirror()).differences).toEqual([]);
  }

  async function correct(claim: ClaimNumber, to: number, on: string): Promise<void> {
    const correction = {
      claim,
      to: kroner(to),
      reason: 'Rettet',
      decidedOn: date(on),
      by,
      at: morningOf(on),
    };
    expect((await town.do((tx) => correctClaim(tx, correction))).ok).toBe(true);
  }
  return {
    ...town,
    raised,
    register,
    registered,
    tellAndHear,
    standing,
    told,
    owed,
    idThere,
    leftThere,
    paid,
    correct,
    list,
    typed,
    nothingIsWrong,
    [Symbol.asyncDispose]: () => town[Symbol.asyncDispose](),
  };
}
