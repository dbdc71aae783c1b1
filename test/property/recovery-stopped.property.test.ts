import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askArrangement } from '../../src/arrangements/ask.ts';
import { decideArrangement } from '../../src/arrangements/decide.ts';
import { holdsOn } from '../../src/claims/holds.ts';
import { clearancesOf, withdrawClearances } from '../../src/claims/transfer-clearance.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { noteHearingAnswer } from '../../src/collection/hearing.ts';
import { recoveryList, takeTypedAnswers } from '../../src/collection/list-channel.ts';
import { placeOf } from '../../src/collection/receipts.ts';
import type { ActionToSend, RecoveryAuthority } from '../../src/collection/recovery-port.ts';
import { takeRecoveryNews } from '../../src/collection/recovery-day.ts';
import { deliverQueued } from '../../src/collection/deliver.ts';
import { isCreation } from '../../src/collection/types.ts';
import { liftByHand, placeByHand } from '../../src/dunning/holds-by-hand.ts';
import { openErrand } from '../../src/endings/errands.ts';
import { claimStates } from '../../src/insight/claim-states.ts';
import { addDays, date, type PlainDate } from '../../src/kernel/dates.ts';
import type { DebtorNumber } from '../../src/kernel/ids.ts';
import { kroner } from '../../src/kernel/money.ts';
import { ACTION_CODES } from '../../src/law/psrm-codes.ts';
import { effects } from '../../src/law/holds.ts';
import { configurationVersion } from '../../src/municipality/configurations.ts';
import { answerObjection } from '../../src/objections/answer-objection.ts';
import { noteObjection } from '../../src/objections/note-objection.ts';
import type { ObjectionNumber } from '../../src/objections/types.ts';
import { somebody } from '../integration/ordinary-claims.ts';
import { approved, lossTakenBack, proposed } from '../integration/losses.ts';
import { aRecoveryTown, jobOf, type RecoveryTown } from '../integration/recovery-town.ts';
import { morningOf } from '../integration/town.ts';
import { cprOf } from '../vocabulary.ts';
import { runs } from '../long/length.ts';

/** Two debtors' three claims, one of which Gældsstyrelsen asks about, and whatever may happen to them on their way there. */

const by = 'prøve';
const what = fc.constantFrom(
  'cleared',
  'cleared',
  'transfer',
  'transfer',
  'handed over',
  'handed over',
  'news',
  'objection',
  'answered',
  'errand',
  'held',
  'let go on',
  'instalments',
  'lost',
  'loss taken back',
  'confirmed',
  'confirmed there',
);
const happening = fc.record({ what, claim: fc.nat(2) });
const lives = fc.array(happening, { minLength: 12, maxLength: 22 });
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

interface Life {
  readonly claims: readonly { readonly claim: ClaimNumber; readonly debtor: DebtorNumber }[];
  readonly objections: Map<ClaimNumber, ObjectionNumber>;
  /** The last loss that was booked of each. */
  readonly losses: Map<ClaimNumber, bigint>;
}

describe.each(['system', 'list'] as const)('by %s', (channel) => {
  let town: RecoveryTown;
  let on: PlainDate = date('2026-02-02');
  let debtors = 10;
  beforeAll(async () => {
    town = await aRecoveryTown({
      recovery: { channel, creditor: channel === 'list' ? null : '1234' },
      simulator: { latest: 48 },
    });
  });
  afterAll(() => town[Symbol.asyncDispose]());

  test('no claim that something stops is handed over, and each is in one place, in whatever order it happens', async () => {
    await fc.assert(
      fc.asyncProperty(lives, async (happenings) => {
        const life = await begun();
        for (const each of happenings) {
          await happens(life, each);
          await standsInOnePlace(life);
          on = addDays(on, 1);
        }
        if (channel === 'list') return;
        for (let round = 0; round < 4; round++) {
          await news();
          await handOver();
          on = addDays(on, 4);
        }
        for (const { claim } of life.claims)
          if ((await holds(claim)).has('objection')) expect(await isThere(claim)).toBe(false);
      }),
      runs(3, { endOnFailure: true }),
    );
  });

  async function begun(): Promise<Life> {
    const owners: DebtorNumber[] = [];
    for (let each = 0; each < 2; each++) {
      debtors += 1;
      owners.push(await town.do((tx) => somebody(tx, cprOf(debtors))));
    }
    const claims = [];
    for (const place of [0, 1, 2]) {
      const debtor = owners[Math.min(place, 1)]!; // there are two
      // More than it takes without asking (R_4_2).
      const amount = kroner(place === 2 ? 12_000 : 6_000);
      const bill = { accountId: `P-${debtor}`, debtors: [debtor], principal: amount, outstanding: amount };
      const claim = await town.raise(bill);
      if (place === 2) await town.reason(claim, { rule: 'R_4_2', because: 'Rigtigt', on: '2026-02-02' });
      claims.push({ debtor, claim });
    }
    return { claims, objections: new Map(), losses: new Map() };
  }

  async function happens(life: Life, { what: happened, claim: place }: Happening): Promise<void> {
    const { claim, debtor } = life.claims[place]!; // there are three
    const at = morningOf(on);
    switch (happened) {
      case 'cleared':
        if (!(await isThere(claim)))
          await town.do((tx) => withdrawClearances(tx, [claim], { on, why: 'anew' }));
        await town.clear(claim, { from: on });
        return;
      case 'transfer':
        await town.transfer(on);
        return;
      case 'handed over':
        return handOver();
      case 'news':
        return news();
      case 'objection': {
        const words = 'Nej';
        const objection = { debtor, claims: [claim], against: 'existence', words, by, at } as const;
        const noted = await town.do((tx) => noteObjection(tx, objection));
        if (noted.ok) life.objections.set(claim, noted.value);
        return;
      }
      case 'answered': {
        const objection = life.objections.get(claim);
        if (objection === undefined) return;
        const answer = { objection, outcome: 'refused', amounts: new Map(), words: 'Jo', by, at } as const;
        await town.do(async (tx) => {
          const configured = await configurationVersion(tx, null);
          if (configured === null) throw new Error('the town is configured');
          return answerObjection(tx, { ...answer, configured });
        });
        return;
      }
      case 'errand': {
        const errand = { kind: 'debt-relief', debtor, beganOn: on, on, by, at } as const;
        await town.do((tx) => openErrand(tx, errand));
        return;
      }
      case 'held':
      case 'let go on': {
        const hold = { claim, reason: 'manual', debtor: null, because: 'Ses på', by, at } as const;
        if (happened === 'held')
          await town.do((tx) => placeByHand(tx, { ...hold, reviewOn: addDays(on, 30) }));
        else await town.do((tx) => liftByHand(tx, hold));
        return;
      }
      case 'confirmed':
      case 'confirmed there':
        return confirm(claim, { noted: happened === 'confirmed' });
      case 'instalments':
        return arrange(claim, debtor);
      case 'lost':
        return lose(life, claim);
      case 'loss taken back': {
        const loss = life.losses.get(claim);
        if (loss !== undefined) await lossTakenBack(town, loss, on);
        life.losses.delete(claim);
        return;
      }
    }
  }

  /** What it asks about is right: noted here, or said in the portal by somebody who notes nothing. */
  async function confirm(claim: ClaimNumber, { noted }: { readonly noted: boolean }): Promise<void> {
    const at = morningOf(on);
    const answer = { claim, answer: 'approve', because: 'Rigtigt' } as const;
    if (noted && !(await town.do((tx) => noteHearingAnswer(tx, answer, { by, at }))).ok) return;
    for (const { code, place } of await town.actions(claim))
      if (isCreation(code))
        await town.authority.answerHearing?.({ ...answer, reference: `${claim}-${place}` }, at);
  }

  async function lose({ losses }: Life, claim: ClaimNumber): Promise<void> {
    const proposal = await proposed(town, claim, on);
    if (!proposal.ok) return;
    const loss = await approved(town, proposal.value.number, on);
    if (loss.ok) losses.set(claim, loss.value.number);
  }

  async function arrange(claim: ClaimNumber, debtor: DebtorNumber): Promise<void> {
    const acting = { by, at: morningOf(on) };
    await town.do(async (tx) => {
      const configured = await configurationVersion(tx, null);
      if (configured === null) throw new Error('the town is configured');
      const wish = { kind: 'deferral', until: addDays(on, 60) } as const;
      const asked = {
        debtor,
        claims: [claim],
        wish,
        how: 'letter',
        acknowledgedOn: on,
        recall: false,
      } as const;
      const asking = await askArrangement(tx, { ...asked, configured, ...acting });
      if (!asking.ok) return;
      await decideArrangement(tx, { arrangement: asking.value.number, configured, ...acting });
    });
  }

  async function handOver(): Promise<void> {
    const job = jobOf(town.db, watched(), on);
    if (channel === 'system') {
      await deliverQueued(job);
      return;
    }
    const rows = await recoveryList(job);
    for (const [reference = '', code = ''] of rows) await mayLeave(reference, code);
  }

  async function news(): Promise<void> {
    // What is on the list is typed by somebody, and has been received.
    if (channel === 'list') {
      const rows = await recoveryList(jobOf(town.db, town.authority, on));
      const typed = rows.map(
        ([reference = '', , id = '']) => `${reference};UDFØRT;${id || `F-${reference}`};`,
      );
      const file = ['reference;answer;fordringsid;errors', ...typed].join('\n');
      await takeTypedAnswers(jobOf(town.db, town.authority, on), file);
    }
    await takeRecoveryNews(jobOf(town.db, watched(), on));
  }

  /** Looks at everything that is handed over. */
  function watched(): RecoveryAuthority {
    return {
      ...town.authority,
      deliver: async (delivery, at) => {
        for (const action of delivery.actions.flatMap((each): ActionToSend[] => [each, ...each.related]))
          await mayLeave(action.reference, action.code);
        return town.authority.deliver(delivery, at);
      },
    };
  }

  async function mayLeave(reference: string, code: string): Promise<void> {
    const claim = placeOf(reference)?.claim;
    const action = ACTION_CODES.find((each) => each === code);
    if (claim === undefined || action === undefined || !isCreation(action)) return;
    expect(effects([...(await holds(claim))]).transfer, `${reference} is stopped`).toBe(false);
    const cleared = await town.do((tx) => clearancesOf(tx, [claim]));
    expect(cleared.has(claim), `${reference} is cleared`).toBe(true);
  }

  async function holds(claim: ClaimNumber) {
    return new Set(
      ((await town.do((tx) => holdsOn(tx, [claim]))).get(claim) ?? []).map(({ reason }) => reason),
    );
  }

  async function isThere(claim: ClaimNumber): Promise<boolean> {
    return ['in-transfer', 'in-hearing', 'received'].includes((await town.recovery(claim))?.state ?? '');
  }

  /** Here or there, never both; and one state is told of each. */
  async function standsInOnePlace({ claims }: Life): Promise<void> {
    for (const { claim } of claims) {
      const held = await holds(claim);
      const there = await isThere(claim);
      expect(held.has('recovery'), `claim ${claim} is held for recovery`).toBe(there);
      if (there) expect(held.has('deferral'), `claim ${claim} is deferred`).toBe(false);
      const state = (await town.do((tx) => claimStates(tx, [claim], on))).get(claim) ?? '';
      expect(['in-transfer', 'in-hearing', 'at-recovery'].includes(state), `${claim} ${state}`).toBe(there);
      const open = (await town.actions(claim)).filter(({ code, state: stands }) => {
        return isCreation(code) && ['queued', 'sent', 'hearing'].includes(stands);
      });
      const isReceived = (await town.recovery(claim))?.state === 'received';
      expect(open.length, `claim ${claim} is on its way once`).toBe(there && !isReceived ? 1 : 0);
    }
    expect(await town.faults()).toEqual([]);
    const ours = claims.map(({ claim }) => claim);
    const { differences } = await town.mirror();
    expect(differences.filter(({ claim }) => ours.includes(claim))).toEqual([]);
  }
});
