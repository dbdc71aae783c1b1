import { agreementsInForce } from '../../../src/agreements/agreements.ts';
import { reverseDecision } from '../../../src/agreements/reverse.ts';
import { askArrangement, type Wish } from '../../../src/arrangements/ask.ts';
import { decideArrangement } from '../../../src/arrangements/decide.ts';
import { arrangementsOf } from '../../../src/arrangements/arrangements.ts';
import type { Arrangement } from '../../../src/arrangements/types.ts';
import { endByHand } from '../../../src/arrangements/end.ts';
import { raiseWithInterest } from '../../../src/charges/start-interest.ts';
import { importClaimsFile } from '../../../src/claims/import.ts';
import type { ClaimNumber } from '../../../src/claims/types.ts';
import { raiseOrdinary } from '../../../src/claims/raise-ordinary.ts';
import type { DebtorNumber } from '../../../src/kernel/ids.ts';
import { addDays, addMonths, dayOfMonth, firstDayOf, lastDayOf, monthOf } from '../../../src/kernel/dates.ts';
import { kroner, ore, type Ore } from '../../../src/kernel/money.ts';
import { raiseImported } from '../../../src/ledger/raise.ts';
import { summedAccounts } from '../../../src/ledger/balances.ts';
import { answerObjection } from '../../../src/objections/answer-objection.ts';
import { noteObjection } from '../../../src/objections/note-objection.ts';
import { objectionsOf } from '../../../src/objections/objections.ts';
import { correctClaim } from '../../../src/payments/correct-claim.ts';
import { claimsFile, cprNumber, inPieces, type RowText } from '../../integration/claims-rows.ts';
import { TOWN } from '../../integration/town.ts';
import { claimRow } from '../lives.ts';
import { actingAt, configured, mainsOf, picked, type HandlersOf, type Moment } from './acting.ts';
import type { Of } from './happenings.ts';

/** Claims come, are corrected, objected to, and agreed upon. */
export const claimsHappen: HandlersOf<
  'bill' | 'benefit' | 'asks' | 'gives-up' | 'objects' | 'answered' | 'corrected' | 'complains'
> = {
  bill: async (moment, what) => {
    const { town, debtor, other } = moment;
    const owing = { one: [[debtor]], both: [[debtor, other]], 'half-each': [[debtor], [other]] }[what.owedBy];
    for (const [part, debtors] of (owing ?? []).entries())
      await town.attempt('bill', (tx) =>
        raiseOrdinary(tx, billOf(moment, what, { part, debtors, parts: owing?.length ?? 1 }), {
          fileName: 'regninger.csv',
          sha256: '0'.repeat(64),
          by: 'prøve',
          at: moment.at,
          posting: raiseWithInterest({ configuration: town.configuration, from: null }),
        }),
      );
  },
  benefit: async ({ town, on, at, who, name }, { kroner: hundreds, age, joint }) => {
    const cpr = cprNumber(who + 1);
    const coDebtorCpr = cprNumber(((who + 1) % town.debtors.length) + 1);
    const together: RowText = joint ? { paragraph: '92', liability: 'joint', coDebtorCpr } : {};
    const row = claimRow(name, { cpr, kroner: hundreds * 100, stopped: addDays(on, -age), ...together });
    const report = await importClaimsFile(
      { db: town.database, municipality: TOWN },
      { name: 'krav.csv', bytes: inPieces(claimsFile(row), 4096) },
      { dryRun: false, statedRows: null, by: 'prøve', at, posting: raiseImported },
    );
    if (report.outcome !== 'imported') throw new Error(JSON.stringify(report.refusals));
    town.came.set('benefit', (town.came.get('benefit') ?? 0) + 1);
  },
  asks: async (moment, { wish, decided, pick }) => {
    const { town, on, at, debtor } = moment;
    await town.attempt('asks', async (tx) => {
      const claims = await mainsOf(tx, debtor, 'bills');
      const some = claims.slice(0, 1 + (pick % Math.max(1, claims.length)));
      if (some.length === 0) return null;
      const first = dayOfMonth(addMonths(monthOf(on), 1), 1);
      const wished: Wish =
        wish === 'plan'
          ? { kind: 'plan', monthly: kroner(200 + (pick % 7) * 250), first, dueDay: 1 }
          : { kind: 'deferral', until: addDays(on, 30 + (pick % 60)) };
      const version = await configured(tx);
      const asked = await askArrangement(tx, {
        debtor,
        claims: some,
        wish: wished,
        how: 'phone',
        acknowledgedOn: on,
        recall: pick % 3 === 0,
        configured: version,
        by: 'Anne',
        at,
      });
      if (!asked.ok || !decided) return asked;
      return decideArrangement(tx, { arrangement: asked.value.number, configured: version, by: 'Bodil', at });
    });
  },
  'gives-up': ({ town, at }, { pick }) =>
    done(
      town.attempt('gives-up', async (tx) => {
        const all: Arrangement[] = [];
        for (const debtor of town.debtors) all.push(...(await arrangementsOf(tx, debtor)));
        const one = picked(
          all.filter(({ state }) => state === 'in-force' || state === 'demanded'),
          pick,
        );
        return one === undefined ? null : endByHand(tx, { arrangement: one.number, by: 'Anne', at });
      }),
    ),
  objects: ({ town, at, debtor }, { against, pick }) =>
    done(
      town.attempt('objects', async (tx) => {
        const claim = picked(await mainsOf(tx, debtor, 'bills'), pick);
        if (claim === undefined) return null;
        return noteObjection(tx, {
          debtor,
          claims: [claim],
          against,
          words: 'Det er forkert.',
          by: 'Anne',
          at,
        });
      }),
    ),
  answered: ({ town, at }, { outcome, pick }) =>
    done(
      town.attempt('answered', async (tx) => {
        const one = picked(await objectionsOf(tx, 'unanswered'), pick);
        if (one === undefined) return null;
        const amounts = new Map<ClaimNumber, Ore>();
        if (outcome === 'partly')
          for (const [claim, { raised }] of await summedAccounts(tx, one.claims))
            amounts.set(claim, ore((raised * 3n) / 4n));
        return answerObjection(tx, {
          objection: one.objection,
          outcome,
          amounts,
          words: 'Vi har set på det.',
          configured: await configured(tx),
          by: 'Bodil',
          at,
        });
      }),
    ),
  corrected: ({ town, on, at, debtor }, { percent, pick }) =>
    done(
      town.attempt('corrected', async (tx) => {
        const claim = picked(await mainsOf(tx, debtor), pick);
        if (claim === undefined) return null;
        const raised = (await summedAccounts(tx, [claim])).get(claim)?.raised ?? 0n;
        const to = ore((raised * BigInt(percent)) / 100n);
        return correctClaim(tx, { claim, to, reason: 'Ny opgørelse', decidedOn: on, by: 'Anne', at });
      }),
    ),
  complains: (moment) =>
    done(
      moment.town.attempt('complains', async (tx) => {
        const decision = (await agreementsInForce(tx, [moment.debtor])).get(moment.debtor)?.id;
        if (decision === undefined) return null;
        return reverseDecision(tx, { decision, because: 'Klagen gav ret.', ...actingAt(moment) });
      }),
    ),
};

async function done(attempt: Promise<unknown>): Promise<void> {
  await attempt;
}

interface PartOfBill {
  readonly part: number;
  readonly parts: number;
  readonly debtors: readonly DebtorNumber[];
}

function billOf({ on, name }: Moment, what: Of<'bill'>, { part, parts, debtors }: PartOfBill) {
  const due = addDays(on, -what.age);
  const of = monthOf(due);
  const amount = kroner(Math.max(1, Math.floor(what.kroner / parts)));
  return {
    sourceSystem: 'OPUS',
    accountId: `B-${debtors[0]}-${debtors[1] ?? ''}`,
    claimId: `R-${name}-${part}`,
    type: what.type,
    debtors,
    principal: amount,
    outstanding: amount,
    origin: firstDayOf(of),
    due,
    srb: due,
    period: { from: firstDayOf(of), to: lastDayOf(of) },
    demandSent: what.dueFixed ? null : what.age < 0 ? on : due,
    ruledOn: null,
    description: 'Regning',
    splitOf: parts > 1 ? name : null,
  };
}
