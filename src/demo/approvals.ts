import { approveMonth, approveOne, waitingIn, type ToApprove } from '../agreements/approve.ts';
import type { PlainDate, YearMonth } from '../kernel/dates.ts';
import type { MunicipalityTx } from '../platform/database.ts';

/** How the people of a demo's debt office approve the proposals of a month. */
export interface Approving {
  readonly by: string;
  readonly on: PlainDate;
  readonly at: Temporal.Instant;
  /** Which of those that are approved one by one. */
  readonly oneByOne: 'all' | 'manual';
  /** Whether what may be approved together is, after a look at a sample. */
  readonly together: boolean;
  /** What is said to those who have answered; null = nothing. */
  readonly reply: string | null;
}

const SAMPLE = 5;

/** Approves what waits of a month, and answers how much; what is refused is left waiting. */
export async function approveWaiting(
  tx: MunicipalityTx,
  month: YearMonth,
  { together, oneByOne, reply, ...acting }: Approving,
): Promise<number> {
  const waiting = await waitingIn(tx, month, SAMPLE);
  let approved = 0;
  for (const { id, change } of waiting.oneByOne) {
    if (oneByOne === 'manual' && change !== 'manual') continue;
    const one = await approveOne(tx, { decision: id, ...acting, reply });
    approved += one.ok ? 1 : 0;
  }
  return approved + (together ? await approveTogether(tx, month, { ...acting, waiting }) : 0);
}

async function approveTogether(
  tx: MunicipalityTx,
  month: YearMonth,
  { waiting, ...acting }: Pick<Approving, 'by' | 'on' | 'at'> & { readonly waiting: ToApprove },
): Promise<number> {
  if (waiting.decisions.length === 0) return 0;
  const all = await approveMonth(tx, { month, ...acting, sampleSize: SAMPLE, seal: waiting.seal });
  return all.ok ? all.value.length : 0;
}
