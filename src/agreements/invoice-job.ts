import { addDays, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { Result } from '../kernel/result.ts';
import { openBalances } from '../ledger/balances.ts';
import { lockReceivables } from '../ledger/lock.ts';
import { noticesById } from '../letters/notices.ts';
import type { ConfigurationVersion } from '../municipality/configurations.ts';
import { runDailyJob, type DailyJob, type JobDone, type JobRequest } from '../platform/daily-job.ts';
import type { Busy, MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import type { Outcome } from '../platform/job-report.ts';
import { agreementsInForce } from './agreements.ts';
import { closeInvoices, openInvoices, type Invoice, type InvoiceState } from './invoices.ts';
import { defaultNow, demandRule, NOTHING_WAITS, type DemandRule } from './plan-default-rule.ts';
import type { UnallocatedFor } from './plan-standings.ts';
import { reassess } from './reassess.ts';
import { runGoesOn } from './runs.ts';

/** Everything by which it is judged what became of an open invoice. */
interface InvoiceStanding {
  readonly invoice: Invoice;
  readonly arrivedOn: PlainDate | null;
  readonly deadline: PlainDate | null;
  readonly printed: PlainDate | null;
  /** Something is left of the claims that it is about. */
  readonly owed: boolean;
  readonly decided: boolean;
  readonly unallocated: boolean;
}

interface InvoiceFollowed extends Outcome {
  readonly state: Exclude<InvoiceState, 'open'> | null;
}

export interface InvoiceRequest extends Omit<JobRequest, 'configuration'> {
  readonly configured: ConfigurationVersion;
  readonly unallocatedFor: UnallocatedFor;
}

/**
 * The daily job `invoice`: an invoice that was paid is closed; one whose deadline has passed is closed too, and the debtor is looked
 * at at once, so that the amount is fixed as for anybody. Nobody is reminded of an invoice.
 */
export function followInvoices({
  configured,
  unallocatedFor,
  ...request
}: InvoiceRequest): Promise<Result<JobDone, Busy>> {
  const { on } = request;
  return runDailyJob(invoiceJob({ rule: demandRule(configured.configuration), unallocatedFor, on }), {
    ...request,
    configuration: configured.version,
  });
}

interface Following {
  readonly rule: DemandRule;
  readonly unallocatedFor: UnallocatedFor;
  readonly on: PlainDate;
}

function invoiceJob(following: Following): DailyJob<InvoiceStanding, InvoiceFollowed> {
  const { rule, on } = following;
  return {
    name: 'invoice',
    lock: 'dunning',
    changes: ['invoice-paid', 'invoice-passed', 'invoice-not-arrived', 'invoice-withdrawn'],
    amounts: [],
    select: async (tx, page) => standingsOf(tx, await openInvoices(tx, page), following),
    keyOf: ({ invoice }) => BigInt(invoice.debtor),
    plan: (rows) => rows.map((row) => followInvoice(row, rule, on)),
    write: (tx, plans, at) => write(tx, plans, { ...following, at }),
  };
}

async function standingsOf(
  tx: MunicipalityReadTx,
  invoices: readonly Invoice[],
  { unallocatedFor }: Following,
): Promise<InvoiceStanding[]> {
  if (invoices.length === 0) return [];
  const debtors = invoices.map(({ debtor }) => debtor);
  const open = await openBalances(tx, debtors);
  const inForce = await agreementsInForce(tx, debtors);
  const unallocated = await unallocatedFor(tx, debtors);
  const notices = await noticesById(
    tx,
    invoices.map(({ notice }) => notice),
  );
  const told = new Map(notices.map((notice) => [notice.notice, notice]));
  return invoices.map((invoice) => {
    const { arrivedOn = null, deadline = null, printedDeadline = null } = told.get(invoice.notice) ?? {};
    const left = new Set((open.get(invoice.debtor) ?? []).map(({ claimNumber }) => claimNumber));
    return {
      invoice,
      arrivedOn,
      deadline,
      printed: printedDeadline,
      owed: invoice.claims.some((claim) => left.has(claim)),
      decided: inForce.has(invoice.debtor),
      unallocated: unallocated.has(invoice.debtor),
    };
  });
}

/** An invoice that has not arrived by so many days after the deadline it prints asks nobody: what is to be paid is decided then. */
const DAYS_TO_ARRIVE = 30;

function followInvoice(standing: InvoiceStanding, rule: DemandRule, on: PlainDate): InvoiceFollowed {
  const { invoice, arrivedOn, deadline, printed, unallocated } = standing;
  const { debtor } = invoice;
  const closes = (state: InvoiceFollowed['state']): InvoiceFollowed => ({
    debtor,
    change: `invoice-${state}`,
    consequence: `invoice-${state}`,
    state,
  });
  if (!standing.owed) return closes('paid');
  if (standing.decided) return closes('withdrawn');
  if (arrivedOn === null && printed !== null && addDays(printed, DAYS_TO_ARRIVE) < on)
    return closes('not-arrived');
  // As after a demand: payments must have been registered, and money that nobody has allocated may be the payment.
  const now = defaultNow({ arrivedOn, deadline }, { ...NOTHING_WAITS, unallocated }, { rule, on });
  if (now === 'do') return closes('passed');
  const waits = now.waits === 'day' ? 'invoice-open' : `invoice-waits-for-${now.waits}`;
  return { debtor, change: null, consequence: waits, state: null };
}

async function write(
  tx: MunicipalityTx,
  plans: readonly InvoiceFollowed[],
  { on, at, ...following }: Following & { readonly at: Temporal.Instant },
): Promise<readonly InvoiceFollowed[]> {
  if ((await runGoesOn(tx)) !== null) return [];
  const debtors = plans.map(({ debtor }) => debtor);
  await lockReceivables(tx, debtors);
  const done: InvoiceFollowed[] = [];
  for (const plan of plans) {
    const { debtor, state } = plan;
    if (state === null || !(await stillStands(tx, debtor, { plan, on, ...following }))) continue;
    await closeInvoices(tx, [debtor], { on, state });
    // Refused in the first days of a month without a run: then the next run decides.
    if (state === 'passed' || state === 'not-arrived')
      await reassess(tx, { debtor, on, because: null, by: null, at });
    done.push(plan);
  }
  return done;
}

async function stillStands(
  tx: MunicipalityTx,
  debtor: DebtorNumber,
  { plan, ...following }: Following & { readonly plan: InvoiceFollowed },
): Promise<boolean> {
  const invoices = await openInvoices(tx, { after: BigInt(debtor) - 1n, limit: 1 });
  const [standing] = await standingsOf(
    tx,
    invoices.filter((invoice) => invoice.debtor === debtor),
    following,
  );
  return standing !== undefined && followInvoice(standing, following.rule, following.on).state === plan.state;
}
