import type { PortalChoices } from '../../src/municipality/choices/portal.ts';
import { mobilePayProvider } from '../../src/outside/mobilepay/client.ts';
import { startMobilePaySimulator, type MobilePaySimulator } from '../../src/outside/mobilepay/simulator.ts';
import { paymentAddresses } from '../../src/web/portal/pay/outside-addresses.ts';
import type { PaymentProvider } from '../../src/checkout/provider-port.ts';
import type { SessionToken } from '../../src/identity/sessions.ts';
import type { Database } from '../../src/platform/database.ts';
import { lookAtDue, type CheckoutParts } from '../../src/checkout/look.ts';
import {
  ask,
  OPENED_AT,
  openSite,
  SITE,
  tokenOfForm,
  type Reply,
  type Site,
  type SiteWishes,
} from './portal-site.ts';

/** The citizens' pages with somebody who takes payments: a simulated MobilePay, which calls the pages' own address. */
export interface PayingSite extends AsyncDisposable {
  readonly site: Site;
  readonly simulator: MobilePaySimulator;
  readonly parts: CheckoutParts;
  /** What the timer does. */
  timer(): Promise<number>;
}

const payment: PortalChoices['payment'] = { mobilepay: true, card: true, bank: true, inTest: 'simulator' };

export interface PayingWishes extends Pick<SiteWishes, 'choices' | 'configuration' | 'config' | 'login'> {
  readonly simulated?: boolean;
  readonly card?: (site: { readonly clock: CheckoutParts['clock'] }) => PaymentProvider;
}

export async function openPayingSite(
  database: Database,
  { choices = {}, simulated = true, card, ...besides }: PayingWishes = {},
): Promise<PayingSite> {
  let now = () => OPENED_AT;
  let own = () => '';
  const hook = { address: () => `${own()}/998/besked/mobilepay`, secret: 'hemmelig og lang nok' };
  const simulator = await startMobilePaySimulator({ clock: () => now(), hook });
  let parts: CheckoutParts | null = null;
  const site = await openSite(database, {
    ...besides,
    choices: { payment, ...choices },
    checkout: ({ clock, url }) => {
      [now, own] = [clock, url];
      const access = { ...simulator.access, webhookSecret: hook.secret };
      const providers = [
        mobilePayProvider({ access, clock, timeoutMs: 5_000 }),
        ...(card === undefined ? [] : [card({ clock })]),
      ];
      parts = {
        database,
        clock,
        providersOf: (code) => (code === SITE ? providers : []),
        addresses: paymentAddresses(url),
        description: () => 'Betaling til Bøgevang Kommune',
        failed: (error) => {
          throw error;
        },
      };
      return { ...parts, simulated };
    },
  });
  if (parts === null) throw new Error('the site was given somebody who takes payments');
  const looking: CheckoutParts = parts;
  return {
    site,
    simulator,
    parts: looking,
    timer: () => lookAtDue(looking, SITE),
    [Symbol.asyncDispose]: async () => {
      await site.close();
      await simulator.close();
    },
  };
}

/** What can be ticked on a page: its value by its label, and whether it is. */
export function boxesOf({
  body,
}: Pick<Reply, 'body'>): Readonly<Record<string, { value: string; ticked: boolean }>> {
  const found = body.matchAll(
    /<input\s+type="(?:checkbox|radio)"([^>]*)\/>\s*<label class="form-label" for="[^"]*">([^<]*)<\/label>/g,
  );
  return Object.fromEntries(
    [...found].map(([, attributes = '', label = '']) => [
      // A line does not end between an amount and its unit.
      label.replaceAll('\u00a0', ' '),
      { value: /value="([^"]*)"/.exec(attributes)?.[1] ?? '', ticked: /\schecked\b/.test(attributes) },
    ]),
  );
}

/** The hidden fields of a page's own form. */
export function hiddenOf({ body }: Pick<Reply, 'body'>): Readonly<Record<string, string[]>> {
  const found = [...body.matchAll(/<input type="hidden" name="([a-z]+)" value="([^"]*)" \/>/g)];
  const fields: Record<string, string[]> = {};
  for (const [, name = '', value = ''] of found) fields[name] = [...(fields[name] ?? []), value];
  return fields;
}

/** Somebody chooses debts by their labels, and goes on to how to pay them. */
export async function choose(
  { site }: Pick<PayingSite, 'site'>,
  token: SessionToken,
  {
    labels,
    amount = '',
    path = '/998',
  }: { readonly labels: readonly RegExp[]; readonly amount?: string; readonly path?: string },
): Promise<Reply> {
  const page = await ask(site, `${path}/betal`, { token });
  const boxes = Object.entries(boxesOf(page));
  const debt = labels.map((label) => boxes.find(([each]) => label.test(each))?.[1].value ?? 'none');
  return ask(site, `${path}/betal/metode`, { token, form: { form: tokenOfForm(page), debt, amount } });
}

/** … and begins to pay: answers where the browser is sent. */
export async function begin(
  { site }: Pick<PayingSite, 'site'>,
  token: SessionToken,
  {
    page,
    method = 'mobilepay',
    otherwise = {},
  }: {
    readonly page: Reply;
    readonly method?: string;
    readonly otherwise?: Readonly<Record<string, string | readonly string[]>>;
  },
): Promise<Reply> {
  const { form = [], debt = [], part = [''], sum = [''], key = [''] } = hiddenOf(page);
  const sent = {
    form: form[0] ?? '',
    debt,
    part: part[0] ?? '',
    sum: sum[0] ?? '',
    key: key[0] ?? '',
    method,
  };
  return ask(site, '/998/betal/begynd', { token, form: { ...sent, ...otherwise } });
}
