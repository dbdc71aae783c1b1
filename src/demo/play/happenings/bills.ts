import { createHash } from 'node:crypto';
import { raiseOrdinary } from '../../../claims/raise-ordinary.ts';
import type { ClaimNumber } from '../../../claims/types.ts';
import { raiseWithInterest } from '../../../charges/start-interest.ts';
import { registerDebtors } from '../../../debtors/register.ts';
import {
  addMonths,
  dayOfMonth,
  firstDayOf,
  lastDayOf,
  monthOf,
  readableMonth,
  type PlainDate,
  type YearMonth,
} from '../../../kernel/dates.ts';
import type { DebtorNumber } from '../../../kernel/ids.ts';
import { kroner, zeroOre } from '../../../kernel/money.ts';
import { assert } from '../../../kernel/result.ts';
import { nextBankDay } from '../../../law/closing-days.ts';
import { accountsOfClaims, balanceOf } from '../../../ledger/balances.ts';
import type { MunicipalityTx } from '../../../platform/database.ts';
import { meansToPay, type MeansToPay } from '../lives.ts';
import { letPay, partOf, tellBill } from '../pay.ts';
import type { PlayedPerson } from '../people.ts';
import { Agenda, CASEWORKER, isAlive, type HappeningOf, type PlayedDay, type PlayedTown } from '../town.ts';

/** A bill that the municipality sends somebody. */
interface Bill {
  readonly person: PlayedPerson;
  readonly of: YearMonth;
  readonly type: 'KFDAINS' | 'CFFAKTU' | 'KFEBHUV';
  readonly amount: number;
}

interface MeansToPayBill extends MeansToPay {
  readonly claim: ClaimNumber;
  readonly debtor: DebtorNumber;
  readonly due: PlainDate;
}

/** Bills for day care and other services of the municipality arrive, and are paid in time, late, in part, or not. */
export const happening: HappeningOf = (town) => {
  const sent = new Agenda<Bill>();
  const meant = new Agenda<MeansToPayBill>();
  let drawnFor: YearMonth | null = null;
  return [
    {
      when: 'before-work',
      happen: async (day) => {
        const of = monthOf(day.on);
        if (drawnFor !== of)
          for (const { on, bill } of billsOf(town, of)) sent.add(on < day.on ? day.on : on, bill);
        drawnFor = of;
        const bills = sent.due(day);
        if (bills.length === 0) return;
        for (const means of await raise(town, day, bills)) meant.add(nextBankDay(means.on), means);
      },
    },
    {
      when: 'after-work',
      happen: async (day) => {
        const due = meant.due(day);
        if (due.length > 0) await payThem(town, day, due);
      },
    },
  ];
};

const MONTHS_WITH_A_BILL_IN_HUNDRED = 25;
/** For a stay in temporary housing: a bill that may be registered for set-off alone, where the municipality has chosen that. */
const FOR_HOUSING_IN_HUNDRED = 10;

function billsOf(town: PlayedTown, of: YearMonth) {
  return town.population.people.flatMap((person) => {
    const dice = town.dice(`bill/${person.index}/${of}`);
    const daycare = town.dice(`day-care/${person.index}`).chance(60);
    const on = nextBankDay(dayOfMonth(of, dice.whole(2, 18)));
    if (!person.billed || !isAlive(person, on) || !dice.chance(MONTHS_WITH_A_BILL_IN_HUNDRED)) return [];
    if (town.configuration.setOffRegistration.automatic && dice.chance(FOR_HOUSING_IN_HUNDRED))
      return [{ on, bill: { person, of, type: 'KFEBHUV', amount: dice.whole(8, 40) * 100 } as const }];
    const bill: Bill = daycare
      ? { person, of, type: 'KFDAINS', amount: dice.whole(14, 34) * 100 }
      : { person, of, type: 'CFFAKTU', amount: dice.whole(3, 60) * 50 };
    return [{ on, bill }];
  });
}

/** Takes the day's bills in, and lets people think of when to pay them. */
async function raise(town: PlayedTown, day: PlayedDay, bills: readonly Bill[]): Promise<MeansToPayBill[]> {
  return town.write(async (tx) => {
    const means: MeansToPayBill[] = [];
    const numbers = await registerDebtors(
      tx,
      bills.map(({ person }) => person.cpr),
      day.at,
    );
    for (const bill of bills) {
      const debtor = numbers.get(bill.person.cpr);
      assert(debtor !== undefined, 'everybody was registered');
      const { claim, due } = await raiseBill(tx, bill, { town, day, debtor });
      const { temperament } = bill.person;
      const meant = meansToPay(temperament, due, town.dice(`pays-bill/${bill.person.index}/${bill.of}`));
      if (meant !== null && isAlive(bill.person, meant.on)) means.push({ ...meant, claim, debtor, due });
    }
    return means;
  });
}

const names: Readonly<Record<Bill['type'], { readonly letter: string; readonly words: string }>> = {
  KFDAINS: { letter: 'D', words: 'Plads i dagtilbud' },
  CFFAKTU: { letter: 'R', words: 'Regning' },
  KFEBHUV: { letter: 'H', words: 'Midlertidig bolig' },
};

interface Raising {
  readonly town: PlayedTown;
  readonly day: PlayedDay;
  readonly debtor: DebtorNumber;
}

async function raiseBill(
  tx: MunicipalityTx,
  { person, of, type, amount }: Bill,
  { town: { configuration }, day: { on, at }, debtor }: Raising,
): Promise<{ readonly claim: ClaimNumber; readonly due: PlainDate }> {
  const due = firstDayOf(addMonths(of, 1));
  const claimId = `${names[type].letter}-${person.index}-${of}`;
  const raised = await raiseOrdinary(
    tx,
    {
      sourceSystem: 'OPUS',
      accountId: `P-${person.index}`,
      claimId,
      type,
      debtors: [debtor],
      principal: kroner(amount),
      outstanding: kroner(amount),
      // A place in day care is owed from the first day of its month; a service when it is billed.
      origin: type === 'KFDAINS' ? firstDayOf(of) : on,
      due,
      srb: due,
      period: { from: firstDayOf(of), to: lastDayOf(of) },
      demandSent: on,
      ruledOn: null,
      description: `${names[type].words}, ${readableMonth(of)}`,
      splitOf: null,
    },
    {
      fileName: `regninger-${on}.csv`,
      sha256: createHash('sha256').update(claimId).digest('hex'),
      by: CASEWORKER,
      at,
      posting: raiseWithInterest({ configuration, from: null }),
    },
  );
  assert(raised.ok, 'a bill of the demo was refused');
  return { claim: raised.value, due };
}

/** What is left of the bill on the day decides. */
async function payThem(town: PlayedTown, day: PlayedDay, means: readonly MeansToPayBill[]): Promise<void> {
  const accounts = await town.read((tx) =>
    accountsOfClaims(
      tx,
      means.map(({ claim }) => claim),
    ),
  );
  const payments = means.map(({ claim, debtor, due, percent, times, line }) => ({
    debtor,
    amount: partOf(balanceOf(accounts.get(claim)), percent),
    times,
    about: `regning-${due}-${claim}`,
    told: tellBill(debtor, claim, line),
  }));
  await letPay(
    town,
    day,
    payments.filter(({ amount }) => amount > zeroOre),
  );
}
