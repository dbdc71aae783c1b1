import type { PlainDate } from '../../kernel/dates.ts';
import type { Ore } from '../../kernel/money.ts';
import type { ActionCode, RecallReason } from '../../law/psrm-codes.ts';
import type { ChangedData, Notification, Receipt, SettlementTold } from '../../collection/recovery-port.ts';

/** A claim as the simulated authority has it. */
export interface SimulatedClaim {
  readonly id: string;
  /** MODR: it may be set off against, and is not recovered; what was kept before that was known is INDR. */
  readonly art?: 'INDR' | 'MODR';
  readonly type: string;
  readonly level: 'main' | 'interest' | 'fee';
  readonly mainId: string | null;
  origin: PlainDate | null;
  due: PlainDate | null;
  periodFrom: PlainDate | null;
  periodTo: PlainDate | null;
  /** As it was changed last; absent = never since it was created. */
  changed?: ChangedData;
  principal: Ore;
  left: Ore;
  /** Interest of its own, posted and not covered. */
  interest: Ore;
  covered: Ore;
  coveredInterest: Ore;
  /** Null while it is in hearing. */
  received: PlainDate | null;
  recalled: RecallReason | null;
  /** Until then the last action on it counts as open. */
  openUntil: number;
  readonly actions: SimulatedAction[];
}

export interface SimulatedAction {
  readonly id: string;
  readonly code: ActionCode;
  readonly reason: string | null;
  readonly amount: Ore;
  readonly effective: PlainDate | null;
  takenBack: boolean;
}

/** A receipt that can be fetched from a moment on (milliseconds). */
export interface ReceiptDue {
  readonly at: number;
  readonly receipt: Receipt;
}

export interface SimulatedDelivery {
  readonly id: string;
  readonly takenAt: number;
  readonly receipts: ReceiptDue[];
}

/** A claim in hearing, until the creditor answers. */
export interface SimulatedHearing {
  readonly delivery: string;
  readonly claim: SimulatedClaim;
  /** What is answered when it is carried out. */
  readonly receipt: Receipt;
  /** The reference of the main claim's action that it came along with. */
  readonly alongWith: string | null;
}

export interface NotificationDue {
  readonly at: number;
  /** The day it was posted there, where that is not its value day. */
  readonly postedOn?: PlainDate;
  readonly notification: Notification;
}

/** All that the simulated authority knows; plain data, so that it can be kept in a file. */
export interface SimulatedState {
  readonly claims: Map<string, SimulatedClaim>;
  readonly deliveries: Map<string, SimulatedDelivery>;
  readonly references: Set<string>;
  readonly hearings: Map<string, SimulatedHearing>;
  readonly notifications: NotificationDue[];
  lastId: number;
  /** The last day whose interest, coverings and settlement have been made. */
  lastDay: PlainDate | null;
  /** Covered on days that have not been settled. */
  unsettledFrom: PlainDate | null;
}

export function emptyState(): SimulatedState {
  return {
    claims: new Map(),
    deliveries: new Map(),
    references: new Set(),
    hearings: new Map(),
    notifications: [],
    lastId: 0,
    lastDay: null,
    unsettledFrom: null,
  };
}

/** The state as text, and back: amounts and collections are marked. */
export function stateToText(state: SimulatedState): string {
  return JSON.stringify(state, (_, value: unknown) => {
    if (typeof value === 'bigint') return { øre: value.toString() };
    if (value instanceof Map) return { pairs: [...value] };
    return value instanceof Set ? { values: [...value] } : value;
  });
}

export function stateFromText(text: string): SimulatedState {
  // What stateToText wrote.
  const state = JSON.parse(text, (_, value: unknown) => {
    if (typeof value !== 'object' || value === null) return value;
    if ('øre' in value) return BigInt(value.øre as string);
    if ('pairs' in value) return new Map(value.pairs as [string, unknown][]);
    // An array has a method of that name.
    return Object.hasOwn(value, 'values') ? new Set((value as { values: unknown[] }).values) : value;
  }) as SimulatedState;
  return { ...state, notifications: state.notifications.map(withClaims) };
}

/** A state that was kept before settlements told of each claim has none of them. */
function withClaims(due: NotificationDue): NotificationDue {
  const { settlement } = due.notification;
  if (settlement === null) return due;
  const { claims }: Partial<SettlementTold> = settlement;
  return {
    ...due,
    notification: { ...due.notification, settlement: { ...settlement, claims: claims ?? [] } },
  };
}
