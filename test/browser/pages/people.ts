import { askArrangement } from '../../../src/arrangements/ask.ts';
import { decideArrangement } from '../../../src/arrangements/decide.ts';
import type { SessionToken } from '../../../src/identity/sessions.ts';
import { date } from '../../../src/kernel/dates.ts';
import type { DebtorNumber } from '../../../src/kernel/ids.ts';
import { kroner } from '../../../src/kernel/money.ts';
import { sendMessage } from '../../../src/messages/send-message.ts';
import { anOrdinaryClaim } from '../../integration/ordinary-claims.ts';
import { begin, choose } from '../../portal/paying-site.ts';
import { ask, OPENED_AT, tokenOfForm } from '../../portal/portal-site.ts';
import { fresh, walk } from '../../portal/walker.ts';
import { configured, mainsOf } from '../../property/town/acting.ts';
import { anErrandTown, type ErrandTown } from '../errands/town.ts';
import { routeOf } from './routes.ts';

/** Somebody at their own pages, and all the addresses that these lead to. */
export interface AtPages {
  signIn(): Promise<SessionToken | null>;
  /** Their guardian's, who looks at the same pages; null = nobody's pages. */
  signInGuardian(): Promise<SessionToken | null>;
  /** The fullest first. */
  readonly addresses: readonly string[];
  /** How much stands on a page, as far as it was looked at. */
  fullness(address: string): number;
}

/** What is not to be reached by a link from the overview, for anybody. */
const ownAddresses = ['/stadig-her', '/beskeder/gemt', '/b/0123456789ABC', '/betal/bank'].map(
  (path) => `/998${path}`,
);
const refusals = ['cancelled', 'too-low', 'not-valid', 'no-cpr', 'no-power', 'unavailable'];
const withoutSession = [
  ...['', '/hjaelp', '/log-paa', '/logget-af', '/logget-af/tid'].map((path) => `/998${path}`),
  ...refusals.map((why) => `/998/log-paa/afvist?hvorfor=${why}`),
];

/** A town in which every page of the citizens' is somebody's, and who owes nothing, one thing and sixty. */
export async function aTownOfPages() {
  const town = await anErrandTown();
  const { anna, bo, carl, dorthe, erik } = town.town;
  // Words as long as there are on bills.
  await town.town.do((tx) =>
    anOrdinaryClaim(tx, {
      claimId: 'DAGINSTITUTIONSBETALINGSAFTALE-2026-4711',
      debtors: [carl],
      owed: 120,
      due: '2026-04-01',
      description: 'Boligstøttetilbagebetalingsopkrævning',
    }),
  );
  const [planner, writer, payer, automatic] = [
    await onPlan(town),
    await hasWritten(town),
    (await town.newcomer()).debtor,
    await withBank(town),
  ];
  const debtors = { planner, writer, payer, automatic, asked: town.asked, anna, bo };
  const reached: Record<string, AtPages> = {};
  for (const [name, debtor] of Object.entries({ ...debtors, one: dorthe, sixty: carl, nothing: erik }))
    reached[name] = await reachedBy(town, debtor);
  return {
    ...town,
    people: {
      ...reached,
      payer: await withPayments(town, payer),
      helper: helping(town, anna),
      nobody: { ...noPages, addresses: withoutSession, fullness: () => 0 },
    } as Readonly<Record<string, AtPages>>,
  };
}

async function reachedBy(town: ErrandTown, debtor: DebtorNumber): Promise<AtPages> {
  const token = await town.signIn(debtor);
  const { pages } = await walk(town.site, token, { follows: someOfEach() });
  town.site.wait(2);
  const fullness = (address: string) => pages.get(address.replace(/^\/998\/en/, '/998'))?.length ?? 0;
  const danish = [...pages.keys()].toSorted((one, other) => fullness(other) - fullness(one));
  const addresses = danish.flatMap((address) => [address, address.replace(/^\/998/, '/998/en')]);
  return {
    signIn: () => town.signIn(debtor),
    signInGuardian: () => guardianOf(town, debtor),
    addresses: [...addresses, ...ownAddresses],
    fullness,
  };
}

/** Of one page there are this many addresses to be gone to, for one person. */
const MOST_OF_EACH = 20;

/** In one language – the other has the same pages –, and not each of sixty bills. */
function someOfEach(): (address: string) => boolean {
  const known = new Map<string | null, Set<string>>();
  return (address) => {
    if (/^\/998\/en(?=\/|$)/.test(address)) return false;
    const name = routeOf(address);
    const same = known.get(name) ?? new Set();
    known.set(name, same);
    return same.has(address) || (same.size < MOST_OF_EACH && same.add(address).has(address));
  };
}

/** One of two bills is paid a little each month. */
async function onPlan(town: ErrandTown): Promise<DebtorNumber> {
  const { debtor } = await town.newcomer();
  await town.town.do(async (tx) => {
    const claims = (await mainsOf(tx, debtor)).slice(0, 1);
    const first = date('2026-04-01');
    const wish = { kind: 'plan', monthly: kroner(250), first, dueDay: 1 } as const;
    const told = { configured: await configured(tx), by: 'Anne', at: OPENED_AT };
    const acknowledgedOn = date('2026-03-12');
    const asking = { debtor, claims, wish, how: 'phone', acknowledgedOn, recall: false } as const;
    const agreed = await askArrangement(tx, { ...asking, ...told });
    if (!agreed.ok) throw new Error(agreed.refusal.tag);
    const decided = await decideArrangement(tx, { arrangement: agreed.value.number, ...told });
    if (!decided.ok) throw new Error(decided.refusal.tag);
  });
  return debtor;
}

/** What somebody has written. */
export const OBJECTION = 'Jeg var der kun i to uger.';

/** Disagrees with a bill, and is asked about something else. */
async function hasWritten(town: ErrandTown): Promise<DebtorNumber> {
  const { debtor } = await town.newcomer();
  await town.asksAboutSetOff(debtor);
  await town.town.do(async (tx) => {
    const claims = (await mainsOf(tx, debtor)).slice(0, 1);
    const sent = await sendMessage(tx, {
      debtor,
      formKey: 'K7Q4M2XR9TVBK7Q4M2XR',
      saying: { kind: 'objection', claims, against: 'amount' },
      words: OBJECTION,
      files: [
        { name: 'kontrakt.pdf', type: 'pdf', content: Buffer.from('%PDF-1.7\n%%EOF\n'), scan: 'clean' },
      ],
      language: 'da',
      by: `citizen:${debtor}`,
      at: OPENED_AT,
      mostPerDay: 10,
    });
    if (!sent.ok) throw new Error(sent.refusal.tag);
  });
  return debtor;
}

/** The bank pays by itself. */
async function withBank(town: ErrandTown): Promise<DebtorNumber> {
  const { debtor } = await town.newcomer();
  await town.directDebit.signUp(debtor, '2026-03-02');
  await town.directDebit.deliver('2026-03-12');
  return debtor;
}

/** Payments that are not finished, not made, and made. */
async function withPayments(town: ErrandTown, debtor: DebtorNumber): Promise<AtPages> {
  const token = await town.signIn(debtor);
  const pays = async (label: RegExp, outcome: 'authorized' | 'aborted' | null) => {
    const page = await choose(town.paying, token, { labels: [label], amount: '10' });
    const place = (await begin(town.paying, token, { page })).headers.get('location') ?? '';
    if (outcome === null) return place;
    await town.paying.simulator.decide(`998-${place.split('/').at(-1)}`, outcome);
    // Only what is finished leaves room for another.
    town.site.wait(2);
    await town.paying.timer();
    return place;
  };
  const payments = [await pays(/-1250/, 'authorized'), await pays(/-1250/, 'aborted')];
  const open = await pays(/-300/, null);
  const reached = await reachedBy(town, debtor);
  return { ...reached, addresses: [...payments, open, ...reached.addresses] };
}

/** Somebody who may act for another, and has not chosen yet. */
function helping({ site }: ErrandTown, debtor: DebtorNumber): AtPages {
  const mayActFor = [{ debtor, basis: 'power', scopes: ['see', 'pay'] }] as const;
  const signIn = () => site.signIn({ name: 'Bo Hjælpersen', mayActFor });
  return { ...noPages, signIn, addresses: ['/998/vaelg'], fullness: () => 0 };
}

const nowhere = () => Promise.resolve(null);
const noPages = { signIn: nowhere, signInGuardian: nowhere };

/** The guardian signs in, and chooses for whom. */
async function guardianOf({ site }: ErrandTown, debtor: DebtorNumber): Promise<SessionToken> {
  const scopes = ['see', 'pay', 'write', 'sign', 'self'] as const;
  const token = await site.signIn({
    name: 'Bo Værgesen',
    mayActFor: [{ debtor, basis: 'guardian', scopes }],
  });
  const form = { form: tokenOfForm(await ask(site, '/998/vaelg', { token, headers: fresh() })), whom: '0' };
  const chosen = await ask(site, '/998/vaelg/person', { token, form, headers: fresh() });
  const [, renewed = ''] = /afdrag-998=([\w-]{43})/.exec(chosen.headers.get('set-cookie') ?? '') ?? [];
  return renewed;
}
