import { ore, type Ore } from '../kernel/money.ts';
import type {
  ActionToSend,
  ChangedData,
  MasterData,
  Notification,
  Receipt,
  SettledClaim,
  SettlementTold,
} from './recovery-port.ts';
import { withRulings, type KeptBefore } from './rulings-told.ts';

/** What was read in a message, back from its JSON, where amounts and numbers are text. All of it we wrote ourselves. */

type AsJson<T, Keys extends keyof T> = Omit<T, Keys> & { readonly [K in Keys]: string | null };

/** What was told before the authority was told of estates and interest has neither. */
type CreateJson = Omit<AsJson<KeptBefore<MasterData>, 'amount' | 'principal'>, 'estate' | 'interestChoice'> &
  Partial<Pick<MasterData, 'estate' | 'interestChoice'>>;

type ActionJson = Omit<AsJson<ActionToSend, 'amount'>, 'create' | 'change' | 'related'> & {
  readonly create: CreateJson | null;
  /** What was told before registrations were changed has none. */
  readonly change?: KeptBefore<ChangedData> | null;
  readonly related: readonly ActionJson[];
};

export function actionsFromJson(read: unknown): ActionToSend[] {
  return (read as readonly ActionJson[]).map(actionFrom); // see above
}

function actionFrom(json: ActionJson): ActionToSend {
  const { create } = json;
  return {
    ...json,
    amount: amountFrom(json.amount),
    change: json.change == null ? null : withRulings<ChangedData>(json.change),
    create:
      create === null
        ? null
        : withRulings<MasterData>({
            estate: false,
            interestChoice: null,
            ...create,
            principal: amount(create.principal),
            amount: amount(create.amount),
          }),
    related: json.related.map(actionFrom),
  };
}

export function receiptsFromJson(read: unknown): Receipt[] {
  // See above; a receipt has neither amounts nor numbers, and what was kept before the day was read has none.
  return (read as readonly (Omit<Receipt, 'receivedOn'> & Partial<Receipt>)[]).map((json) => ({
    receivedOn: null,
    ...json,
  }));
}

type NotificationJson = Omit<AsJson<Notification, 'principal' | 'interest' | 'left'>, 'settlement'> & {
  readonly id: string;
  readonly settlement: SettlementJson | null;
};

/** What was told before settlements were read claim by claim has no claims. */
type SettlementJson = Omit<SettlementTold, 'claims'> & {
  readonly claims?: readonly AsJson<SettledClaim, 'amount'>[];
};

export function notificationsFromJson(read: unknown): Notification[] {
  return (read as readonly NotificationJson[]).map((json) => ({
    ...json,
    id: BigInt(json.id),
    principal: amount(json.principal),
    interest: amount(json.interest),
    left: amountFrom(json.left),
    settlement: json.settlement === null ? null : settlementFrom(json.settlement),
  })); // see above
}

function settlementFrom({ claims = [], ...told }: SettlementJson): SettlementTold {
  return { ...told, claims: claims.map((each) => ({ ...each, amount: amount(each.amount) })) };
}

function amount(text: string | null): Ore {
  return amountFrom(text) ?? ore(0n);
}

function amountFrom(text: string | null): Ore | null {
  return text === null ? null : ore(BigInt(text));
}
