import { sql } from 'kysely';
import { noteTold } from '../claims/hold-ranges.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { registeredForSetOff } from '../claims/set-off-registrations.ts';
import { companiesOf } from '../debtors/companies.ts';
import { cprOfDebtors } from '../debtors/register.ts';
import { dayInCopenhagen } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { ore, zeroOre } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import { accountsOfClaims, balanceOf } from '../ledger/balances.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { lastLook } from './last-look.ts';
import { asJsonText, keepMessage } from './messages.ts';
import type { ActionToSend, ChangedData, LiableTold, MasterData } from './recovery-port.ts';
import { actionsOf, actionsToSend, recoveryClaims, waitingAlongWith, writeActions } from './store.ts';
import { isCreation, referenceOf, type Doing, type KeptMasterData, type RecoveryAction } from './types.ts';

export type Channel = 'system' | 'list';

export interface DeliveryMade {
  readonly number: bigint;
  readonly actions: readonly RecoveryAction[];
  readonly told: readonly ActionToSend[];
  /** The last claim that was looked at. */
  readonly last: ClaimNumber;
}

const ACTIONS_PER_DELIVERY = 500;

/**
 * Puts the next actions that wait into a delivery and keeps what is told, before anything leaves; null when none waits. What is
 * left of a claim that is sent is told as it stands now, and a claim that something stops by now is not sent.
 */
export async function makeDelivery(
  tx: MunicipalityTx,
  { after, channel }: { readonly after: ClaimNumber | 0n; readonly channel: Channel },
  doing: Doing,
): Promise<DeliveryMade | null> {
  for (let from = after; ;) {
    const heads = await actionsToSend(tx, from, ACTIONS_PER_DELIVERY);
    const last = heads.at(-1)?.claim;
    if (last === undefined) return null;
    const mains = heads.filter(({ code }) => isCreation(code)).map(({ claim }) => claim);
    const along = await waitingAlongWith(tx, mains);
    const ready = await lastLook(tx, [...heads, ...along], doing);
    if (ready.length > 0) return deliveryOf(tx, ready, { last, channel, doing });
    from = last;
  }
}

async function deliveryOf(
  tx: MunicipalityTx,
  ready: readonly RecoveryAction[],
  { last, channel, doing }: { readonly last: ClaimNumber; readonly channel: Channel; readonly doing: Doing },
): Promise<DeliveryMade> {
  const number = await insertDelivery(tx, channel, doing);
  const actions = await markSent(tx, ready, number);
  const leaving = ready
    .filter(({ code, art }) => isCreation(code) && art === 'INDR')
    .map(({ claim }) => claim);
  await noteTold(tx, leaving, dayInCopenhagen(doing.at));
  const told = await asTold(tx, actions);
  await keepMessage(
    tx,
    { kind: 'delivery', delivery: number, body: asJsonText(told), read: told, own: true },
    doing.at,
  );
  return { number, actions, told, last };
}

async function insertDelivery(tx: MunicipalityTx, channel: Channel, { by, at }: Doing): Promise<bigint> {
  const day = dayInCopenhagen(at);
  const first = BigInt(day.replaceAll('-', '')) * 10_000n;
  const { rows } = await sql<{ number: bigint }>`
    insert into recovery_delivery (delivery_number, channel, made_on, state, recorded_at, recorded_by)
    select coalesce(max(delivery_number), ${String(first)}::bigint) + 1, ${channel}, ${day}::date, 'made', ${at}::timestamptz, ${by}
    from recovery_delivery where delivery_number between ${String(first)}::bigint and ${String(first + 9_999n)}::bigint
    returning delivery_number as number`.execute(tx);
  const number = rows[0]?.number;
  assert(number !== undefined, 'a delivery was made');
  return number;
}

async function markSent(
  tx: MunicipalityTx,
  actions: readonly RecoveryAction[],
  delivery: bigint,
): Promise<RecoveryAction[]> {
  const accounts = await accountsOfClaims(
    tx,
    actions.map(({ claim }) => claim),
  );
  const sent = actions.map((action): RecoveryAction => {
    const amount = isCreation(action.code) ? balanceOf(accounts.get(action.claim)) : action.amount;
    return { ...action, state: 'sent', attempts: action.attempts + 1, delivery, amount };
  });
  await writeActions(tx, sent);
  return sent;
}

/** The actions as the authority is told them: people by their own numbers, earlier actions and claims by its numbers. */
async function asTold(tx: MunicipalityReadTx, actions: readonly RecoveryAction[]): Promise<ActionToSend[]> {
  const telling = await whatIsTold(tx, actions);
  const alongWith = Map.groupBy(
    actions.filter((action) => action.alongWith !== null),
    (action) => action.alongWith,
  );
  return actions
    .filter((action) => action.alongWith === null)
    .map((action) => ({
      ...oneTold(action, telling),
      related: (alongWith.get(action.claim) ?? []).map((each) => oneTold(each, telling)),
    }));
}

type Telling = Awaited<ReturnType<typeof whatIsTold>>;

async function whatIsTold(tx: MunicipalityReadTx, actions: readonly RecoveryAction[]) {
  const claims = actions.map(({ claim }) => claim);
  const debtors = [
    ...new Set(actions.flatMap(({ masterData }) => masterData?.liable.map(({ debtor }) => debtor) ?? [])),
  ];
  const recovery = await recoveryClaims(tx, claims);
  const mains = [...recovery.values()].flatMap(({ main }) => (main === null ? [] : [main]));
  return {
    recovery,
    mains: await recoveryClaims(tx, mains),
    registered: await registeredForSetOff(tx, claims),
    earlier: await actionsOf(tx, claims),
    cpr: await cprOfDebtors(tx, debtors),
    companies: await companiesOf(tx, debtors),
  };
}

function oneTold(action: RecoveryAction, telling: Telling): ActionToSend {
  const { claim, code, reason, amount, effectiveOn, undoes, masterData } = action;
  const there = (action.art === 'MODR' ? telling.registered : telling.recovery).get(claim);
  const main = telling.recovery.get(claim)?.main ?? null;
  // Interest and fees that go along with their main claim are known by it (423, 461).
  const mainClaimId =
    main === null || action.alongWith !== null ? null : (telling.mains.get(main)?.authorityId ?? null);
  const undone = telling.earlier.get(claim)?.find(({ place }) => place === undoes) ?? null;
  return {
    code,
    reason,
    effectiveOn,
    reference: referenceOf(action),
    claimId: there?.authorityId ?? null,
    create:
      masterData === null || !isCreation(code)
        ? null
        : toldMasterData(masterData, { amount: amount ?? zeroOre, mainClaimId }, telling),
    change: masterData === null || isCreation(code) ? null : toldChange(masterData, telling),
    related: [],
    amount: masterData === null ? amount : null,
    undoes: undone?.actionId ?? null,
  };
}

function toldMasterData(
  kept: KeptMasterData,
  { amount, mainClaimId }: Pick<MasterData, 'amount' | 'mainClaimId'>,
  telling: Telling,
): MasterData {
  return { ...toldChange(kept, telling), amount, principal: ore(BigInt(kept.principal)), mainClaimId };
}

function toldChange({ principal: _told, ...kept }: KeptMasterData, telling: Telling): ChangedData {
  return {
    ...kept,
    liable: kept.liable.map(({ debtor, ...told }) => ({ ...numberOf(debtor, telling), ...told })),
  };
}

function numberOf(debtor: DebtorNumber, { cpr, companies }: Telling): Pick<LiableTold, 'kind' | 'number'> {
  const person = cpr.get(debtor);
  if (person !== undefined) return { kind: 'cpr', number: person };
  const company = companies.get(debtor);
  if (company?.cvr != null) return { kind: 'cvr', number: company.cvr };
  assert(company?.akr != null, `debtor ${debtor} has no number that the authority knows`);
  return { kind: 'akr', number: company.akr };
}
