import { logAccess } from '../access/access-log.ts';
import {
  checkoutByReference,
  checkoutsBy,
  eventsOf,
  refundsOf,
  type StoredCheckout,
} from '../checkout/checkouts.ts';
import { lookAt, lookAtDue } from '../checkout/look.ts';
import { reconcileCheckouts } from '../checkout/reconcile.ts';
import { isKey, keyOf, type CheckoutReference } from '../checkout/reference.ts';
import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import type { MunicipalityCode } from '../kernel/ids.ts';
import { zeroOre } from '../kernel/money.ts';
import { inMunicipality, type Database, type MunicipalityTx } from '../platform/database.ts';
import { connectCheckout, type ConnectedCheckout } from './checkout-connection.ts';
import { checkoutJson, checkoutLines, reconciliationJson, reconciliationLines } from './checkout-words.ts';
import {
  debtorOption,
  jsonOption,
  municipalityOption,
  PlainError,
  UsageError,
  type Command,
  type Given,
  type Shell,
} from './command.ts';

const options = { ...municipalityOption, ...jsonOption, reference: { type: 'string' } } as const;

/** `afdrag checkout show`: what citizens have begun to pay on the web, and what became of it. */
export const checkoutShowCommand: Command = {
  words: 'checkout show',
  usage: '--municipality 998 (--reference NUMMER | --debtor NUMMER) [--json]',
  summary: 'viser betalinger, som borgere har begyndt på nettet',
  options: { ...options, ...debtorOption },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const reference = given.text('reference') === null ? null : referenceGiven(given, municipality);
    const debtor = reference === null ? given.debtor() : null;
    return shell.withDatabase(async (database) => {
      const shown = await inMunicipality(database, municipality, async (tx) => {
        const found = debtor === null ? await single(tx, reference) : await checkoutsBy(tx, debtor);
        const [actor, purpose, at] = [shell.by, 'checkout show', shell.clock()];
        for (const each of new Set(found.map((one) => one.debtor)))
          await logAccess(tx, { at, actor, purpose, debtor: each, about: 'payments on the web' });
        return Promise.all(
          found.map(async (checkout) => ({
            checkout,
            events: await eventsOf(tx, checkout.reference),
            refunds: await refundsOf(tx, checkout.reference),
          })),
        );
      });
      if (given.flag('json')) shell.say(JSON.stringify(shown.map(({ checkout }) => checkoutJson(checkout))));
      else if (shown.length === 0) shell.say('Der er ingen betalinger på nettet.');
      else
        for (const { checkout, ...about } of shown)
          for (const line of checkoutLines(checkout, about)) shell.say(line);
      return 0;
    });
  },
};

async function single(tx: MunicipalityTx, reference: CheckoutReference | null): Promise<StoredCheckout[]> {
  const found = reference === null ? null : await checkoutByReference(tx, reference);
  if (found === null) throw new PlainError('Der er ingen betaling med det nummer.');
  return [found];
}

/** `afdrag checkout look`: asks the provider about one payment, or about all that are due. */
export const checkoutLookCommand: Command = {
  words: 'checkout look',
  usage: '--municipality 998 [--reference NUMMER] [--json]',
  summary: 'spørger betalingsudbyderen om betalinger på nettet og bogfører det, den siger',
  options,
  run: (given, shell) => {
    const municipality = given.municipality();
    const reference = given.text('reference') === null ? null : referenceGiven(given, municipality);
    return withCheckout(shell, async (checkout, database) => {
      if (reference === null) {
        const looked = await lookAtDue(checkout, municipality);
        shell.say(given.flag('json') ? JSON.stringify({ looked }) : `Betalinger set på: ${looked}`);
        return 0;
      }
      await lookAt(checkout, municipality, reference);
      const [found] = await inMunicipality(database, municipality, (tx) => single(tx, reference));
      if (found !== undefined)
        shell.say(
          given.flag('json')
            ? JSON.stringify(checkoutJson(found))
            : checkoutLines(found, { events: [], refunds: [] }).join('\n'),
        );
      return 0;
    });
  },
};

/** `afdrag checkout reconcile`: what providers have taken, held against the ledger. */
export const checkoutReconcileCommand: Command = {
  words: 'checkout reconcile',
  usage: '--municipality 998 --from 2026-03-01 --to 2026-03-31 [--json]',
  summary: 'holder det, betalingsudbyderne har trukket, op mod bøgerne',
  options: { ...municipalityOption, ...jsonOption, from: { type: 'string' }, to: { type: 'string' } },
  run: (given, shell) => {
    const municipality = given.municipality();
    const today = dayInCopenhagen(shell.clock());
    const [from, to] = [given.date('from') ?? today, given.date('to') ?? today];
    if (to < from) throw new UsageError('--to ligger før --from');
    return withCheckout(shell, async (checkout) => {
      const time = { from: beginningOf(from), until: beginningOf(to).add({ hours: 24 }) };
      const found = await reconcileCheckouts(checkout, municipality, time);
      if (given.flag('json')) shell.say(JSON.stringify(reconciliationJson(found)));
      else for (const line of reconciliationLines(found)) shell.say(line);
      const agrees = found.difference === zeroOre && found.notTold.length === 0;
      return agrees && found.missingHere.length === 0 && found.missingThere.length === 0 ? 0 : 1;
    });
  },
};

function beginningOf(day: PlainDate): Temporal.Instant {
  return Temporal.PlainDate.from(day).toZonedDateTime('Europe/Copenhagen').toInstant();
}

export function referenceGiven(given: Given, municipality: MunicipalityCode): CheckoutReference {
  const reference = given.required('reference').toUpperCase();
  if (!reference.startsWith(`${municipality}-`) || !isKey(keyOf(reference)))
    throw new UsageError('--reference skal være en betalings nummer, for eksempel 998-0123456789ABCDEFGHJK');
  return reference;
}

/** Carries something out with whoever takes payments; simulated ones only while the web runs, which has started them. */
export function withCheckout(
  { config, clock, log, withDatabase }: Shell,
  work: (checkout: ConnectedCheckout, database: Database) => Promise<number>,
): Promise<number> {
  return withDatabase(async (database) => {
    const ownAddress = () => config.publicAddress ?? `http://127.0.0.1:${config.port}`;
    const checkout = await connectCheckout({ config, database, clock, log, ownAddress, simulators: 'join' });
    if (checkout === null)
      throw new PlainError(
        'Ingen tager imod betalinger på nettet her (AFDRAG_PAYMENTS, AFDRAG_PAYMENTS_FILE).',
      );
    return work(checkout, database);
  });
}
