import { addRepresentative, endRepresentative } from '../debtors/representatives.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import type { DemoRepresentative } from './events.ts';

/** Notes somebody who acts for a debtor, and for how long; who is noted already is left as they are. */
export async function noteRepresentative(
  tx: MunicipalityTx,
  { kind, mode, name, address, from, to, evidence, debtor }: DemoRepresentative,
  acting: { readonly by: string; readonly at: Temporal.Instant },
): Promise<Result<null, { readonly tag: string }>> {
  // Without a CPR number letters go on paper: the demo's representatives have none.
  const who = { debtor, kind, mode, name, address, cpr: null, from, evidence };
  const added = await addRepresentative(tx, { ...who, ...acting });
  if (!added.ok) return added.refusal.tag === 'already-recorded' ? ok(null) : added;
  if (to !== null)
    await endRepresentative(tx, {
      debtor,
      number: added.value,
      to,
      why: 'aftalt fra begyndelsen',
      ...acting,
    });
  return ok(null);
}
