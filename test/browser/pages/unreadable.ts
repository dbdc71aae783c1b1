import { sql } from 'kysely';
import type { SessionToken } from '../../../src/identity/sessions.ts';
import type { RouteName } from '../../../src/web/portal/addresses.ts';
import { behindOurBack } from '../../integration/town.ts';
import { ask, type Reply } from '../../portal/portal-site.ts';
import { fresh } from '../../portal/walker.ts';
import type { aTownOfPages } from './people.ts';
import { pageRoutes, routeOf } from './routes.ts';

type Town = Awaited<ReturnType<typeof aTownOfPages>>;

/** What can be out of reach, one or two tables of each room, and the pages that have nothing to show without it. All others show the rest. */
export const sources: Readonly<Record<string, readonly RouteName[]>> = {
  access_log: [],
  account_balance: [
    ...(['overview', 'settled', 'debt', 'your-payment', 'pay', 'pay-bank', 'from-letter'] as const),
    ...(['object', 'object-to', 'complain', 'message', 'plan-new', 'plan', 'plan-stop'] as const),
  ],
  agreement: [],
  arrangement: ['plan-new', 'plan', 'plan-stop'],
  // Nobody is offered a plan about what they are perhaps paying.
  checkout: ['payment', 'payments', 'plan-new'],
  citizen_message: ['message'],
  claim_course: [],
  decision: ['answer-hearing', 'complain', 'calculation', 'calculation-month'],
  determination: ['calculation', 'calculation-month'],
  direct_debit: ['direct-debit', 'plan-new'],
  income_fact: ['calculation-month'],
  interest_course: ['statement'],
  letter: ['letters', 'from-letter'],
  notice: ['answer-set-off'],
  notification_choice: ['notifications', 'notifications-saved'],
  objection: ['message', 'plan', 'plan-stop'],
  payment_line: [],
  payment_reversal: ['payments'],
  person_record: ['choose', 'notifications', 'notifications-saved', 'calculation-month', 'plan-new'],
  plan_default: [],
  recovery_claim: [],
};

interface Looked {
  readonly name: RouteName;
  readonly who: string;
  readonly address: string;
  readonly reply: Reply;
}

/** Every page, as somebody has it for whom most is on it. */
export async function everyPageOf(town: Town): Promise<() => Promise<readonly Looked[]>> {
  // A decision in place of another is read with what it replaces.
  await behindOurBack(
    town.town.database,
    sql`update m0998.decision set replaces_agreement =
        (select agreement_id from m0998.agreement where debtor_number = ${town.town.bo})
      where debtor_number = ${town.town.anna}`,
  );
  const tokens = new Map<string, SessionToken | null>();
  const fullest = pageRoutes.map((name) => {
    const all = Object.entries(town.people).flatMap(([who, { addresses, fullness }]) =>
      addresses
        .filter((address) => routeOf(address) === name && !address.startsWith('/998/en'))
        .map((address) => ({ who, address, fullness: fullness(address) })),
    );
    return { name, all: all.toSorted((one, other) => other.fullness - one.fullness) };
  });
  for (const who of Object.keys(town.people)) tokens.set(who, (await town.people[who]?.signIn()) ?? null);
  return async () => {
    const looked: Looked[] = [];
    for (const { name, all } of fullest) {
      const [most] = all;
      if (most === undefined) continue;
      const token = tokens.get(most.who) ?? null;
      const reply = await ask(town.site, most.address, { token, headers: fresh() });
      looked.push({ name, who: most.who, address: most.address, reply });
    }
    return looked;
  };
}

/** What a page says, without what is new each time. */
export function contentOf({ body }: Reply): string {
  const main = /<main.*?<\/main>/s.exec(body)?.[0] ?? '';
  return main.replaceAll(/name="(?:form|key)" value="[^"]+"/g, '').replaceAll(/data-[a-z-]+="\d+"/g, '');
}
