import { askArrangement } from '../../../arrangements/ask.ts';
import { decideArrangement } from '../../../arrangements/decide.ts';
import type { Arrangement } from '../../../arrangements/types.ts';
import { addMonths, dayOfMonth, monthOf, type PlainDate, type YearMonth } from '../../../kernel/dates.ts';
import { kroner, ore, zeroOre, type Ore } from '../../../kernel/money.ts';
import { assert, ok, type Result } from '../../../kernel/result.ts';
import { nextBankDay } from '../../../law/closing-days.ts';
import { accountsOfClaims, balanceOf } from '../../../ledger/balances.ts';
import { configurationVersion } from '../../../municipality/configurations.ts';
import { drawnThisMonth } from '../drawn-this-month.ts';
import { overdueBills } from '../open-bills.ts';
import { letPay } from '../pay.ts';
import type { PlayedPerson } from '../people.ts';
import {
  Agenda,
  CASEWORKER,
  isAlive,
  SECOND_PERSON,
  type HappeningOf,
  type PlayedDay,
  type PlayedTown,
} from '../town.ts';

interface Paying {
  readonly person: PlayedPerson;
  readonly arrangement: Arrangement;
  readonly monthly: Ore;
  readonly due: PlainDate;
}

const ASK_IN_HUNDRED = 6;
const MONTHS = 6;
/** Of so many that are agreed on one after the other, the first is given up. */
const GIVEN_UP_OF = 2;

/** Now and then somebody asks to pay overdue bills in instalments; about half of what is agreed is kept, and the others give up. */
export const happening: HappeningOf = (town) => {
  const drawn = drawnThisMonth(town, { about: 'asks', inHundred: ASK_IN_HUNDRED });
  const paying = new Agenda<Paying>();
  let agreedOn = 0;
  return [
    {
      when: 'before-work',
      happen: async (day) => {
        for (const { person, dice } of drawn(day)) {
          const agreed = await agree(town, day, person);
          if (agreed === null) continue;
          const times = agreedOn % GIVEN_UP_OF === 0 ? dice.whole(0, 2) : MONTHS + 1;
          agreedOn += 1;
          for (let time = 0; time < times; time += 1) {
            const due = dueIn(agreed.first, time);
            paying.add(nextBankDay(due), { person, ...agreed, due });
          }
        }
      },
    },
    {
      when: 'after-work',
      happen: async (day) => {
        for (const each of paying.due(day)) if (isAlive(each.person, day.on)) await pay(town, day, each);
      },
    },
  ];
};

function dueIn(first: YearMonth, time: number): PlainDate {
  return dayOfMonth(addMonths(first, time), 1);
}

interface Agreed {
  readonly arrangement: Arrangement;
  readonly monthly: Ore;
  readonly first: YearMonth;
}

/** Asked for by telephone, and decided the same day by another person; null when there is nothing to agree on. */
async function agree(town: PlayedTown, { on, at }: PlayedDay, person: PlayedPerson): Promise<Agreed | null> {
  const first = addMonths(monthOf(on), 1);
  let agreed: Agreed | null = null;
  await town.attempt(async (tx): Promise<Result<Agreed | null, { readonly tag: string }>> => {
    const debtor = await town.numberOf(tx, person);
    const claims = debtor === null ? [] : await overdueBills(tx, debtor, on);
    if (debtor === null || claims.length === 0) return ok(null);
    const accounts = await accountsOfClaims(tx, claims);
    const owed = claims.reduce((sum, claim) => sum + balanceOf(accounts.get(claim)), 0n);
    // Whole kroner, and enough that interest and fees are paid within a month more.
    const sixth = ore((owed / BigInt(MONTHS * 100) + 20n) * 100n);
    const monthly = sixth < kroner(200) ? kroner(200) : sixth;
    const configured = await configurationVersion(tx, null);
    assert(configured !== null, 'a town that is played has its configuration');
    const wish = { kind: 'plan', monthly, first: dueIn(first, 0), dueDay: 1 } as const;
    const asking = { debtor, claims, wish, how: 'phone', acknowledgedOn: on, recall: false } as const;
    const asked = await askArrangement(tx, { ...asking, configured, by: CASEWORKER, at });
    if (!asked.ok) return asked;
    const deciding = { arrangement: asked.value.number, configured, by: SECOND_PERSON, at };
    const decided = await decideArrangement(tx, deciding);
    if (!decided.ok) return decided;
    agreed = { arrangement: decided.value, monthly, first };
    return ok(agreed);
  });
  return agreed;
}

/** What is left of its claims decides how much of the instalment is paid. */
async function pay(town: PlayedTown, day: PlayedDay, { arrangement, monthly, due }: Paying): Promise<void> {
  const claims = arrangement.claims.map(({ claim }) => claim);
  const accounts = await town.read((tx) => accountsOfClaims(tx, claims));
  const open = claims.filter((claim) => balanceOf(accounts.get(claim)) > zeroOre);
  const left = open.reduce((sum, claim) => sum + balanceOf(accounts.get(claim)), 0n);
  if (left === 0n) return;
  const { debtor } = arrangement;
  const amount = left < monthly ? ore(left) : monthly;
  const about = `aftale-${arrangement.number}-${due}`;
  await letPay(town, day, [{ debtor, amount, times: 1, about, told: { by: 'debtor', debtor, wish: open } }]);
}
