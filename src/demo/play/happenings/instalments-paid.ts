import { instalmentsDue, type InstalmentDue } from '../../../agreements/course.ts';
import { addDays } from '../../../kernel/dates.ts';
import { zeroOre } from '../../../kernel/money.ts';
import { nextBankDay } from '../../../law/closing-days.ts';
import { instalmentStandings } from '../../../ledger/instalment-standings.ts';
import { meansToPay, type MeansToPay } from '../lives.ts';
import { letPay, partOf, tellPlan } from '../pay.ts';
import { Agenda, isAlive, type HappeningOf, type PlayedDay, type PlayedTown } from '../town.ts';

interface MeansToPayInstalment extends MeansToPay {
  readonly asked: InstalmentDue;
}

/** People look at what they have been asked for some days before it falls due, since some pay early. */
const LOOKS_AHEAD = 4;

/** People pay the instalments that they have been asked for: in time, late, in part, twice, or not. */
export const happening: HappeningOf = (town) => {
  const agenda = new Agenda<MeansToPayInstalment>();
  return [
    {
      when: 'after-work',
      happen: async (day) => {
        for (const means of await newMeans(town, day)) agenda.add(nextBankDay(means.on), means);
        const due = agenda.due(day);
        if (due.length > 0) await payThem(town, day, due);
      },
    },
  ];
};

async function newMeans(town: PlayedTown, { since, on }: PlayedDay): Promise<MeansToPayInstalment[]> {
  return town.read(async (tx) => {
    const asked = await instalmentsDue(tx, {
      after: addDays(since, LOOKS_AHEAD),
      to: addDays(on, LOOKS_AHEAD),
    });
    const people = await town.peopleOf(
      tx,
      asked.map(({ debtor }) => debtor),
    );
    return asked.flatMap((each) => {
      const person = people.get(each.debtor);
      if (person === undefined || each.amount === zeroOre) return [];
      const dice = town.dice(`pays/${each.debtor}/${each.dueOn}`);
      const means = meansToPay(person.temperament, each.dueOn, dice);
      return means === null || !isAlive(person, means.on) ? [] : [{ ...means, asked: each }];
    });
  });
}

/** What is unpaid of it on the day decides: it may have been lowered or taken back since. */
async function payThem(
  town: PlayedTown,
  day: PlayedDay,
  means: readonly MeansToPayInstalment[],
): Promise<void> {
  const standings = await town.read((tx) =>
    instalmentStandings(
      tx,
      means.map(({ asked }) => asked.instalment),
    ),
  );
  const payments = means.map(({ asked, percent, times, line }) => {
    const { debtor, agreement, instalment, dueOn } = asked;
    const amount = partOf(standings.get(instalment)?.unpaid ?? zeroOre, percent);
    return {
      debtor,
      amount,
      times,
      about: `rate-${dueOn}`,
      told: tellPlan(town, { debtor, agreement }, line),
    };
  });
  await letPay(
    town,
    day,
    payments.filter(({ amount }) => amount > zeroOre),
  );
}
