import {
  NOTIFICATION_KINDS,
  RECEIPT_ANSWERS,
  type Notification,
  type Receipt,
  type SettlementTold,
} from '../../collection/recovery-port.ts';
import { zeroOre } from '../../kernel/money.ts';
import { ACTION_CODES } from '../../law/psrm-codes.ts';
import { child, childrenNamed, textAt, xml, type Markup, type XmlElement } from '../../platform/xml.ts';
import { ELEMENT_NAMESPACE, SERVICE_NAMESPACE } from './names.ts';
import {
  amountAt,
  amountText,
  dateAt,
  leafXml,
  needed,
  neededDate,
  neededOneOf,
  Unreadable,
} from './values.ts';

/** That a delivery has come in (MFFordringIndberet_O). */
export function takenXml(delivery: string): Markup {
  return xml`<s:MFFordringIndberet_O xmlns:s="${SERVICE_NAMESPACE}" xmlns="${ELEMENT_NAMESPACE}"><LeveranceID>${delivery}</LeveranceID></s:MFFordringIndberet_O>`;
}

/** What has become of a delivery so far (MFKvitteringHent_O). */
export function receiptsXml(delivery: string, receipts: readonly Receipt[]): Markup {
  return xml`<s:MFKvitteringHent_O xmlns:s="${SERVICE_NAMESPACE}" xmlns="${ELEMENT_NAMESPACE}"><LeveranceID>${delivery}</LeveranceID><FordringAktionStatusSamling>${receipts.map(receiptXml)}</FordringAktionStatusSamling></s:MFKvitteringHent_O>`;
}

function receiptXml(receipt: Receipt): Markup {
  const { actionId, code, reference, answer, claimId, receivedOn, errors } = receipt;
  const why = errors.map(
    (error) => xml`<AfvistAarsag><AfvistAarsagKode>${error}</AfvistAarsagKode></AfvistAarsag>`,
  );
  return xml`<MFAktionStruktur><AktionID>${actionId}</AktionID><AktionKode>${code}</AktionKode><FordringHaverReference>${reference}</FordringHaverReference><AktionStatusKode>${answer}</AktionStatusKode>${leafXml('FordringID', claimId)}${leafXml('ModtagelseDato', receivedOn)}<AfvistAarsagSamling>${why}</AfvistAarsagSamling></MFAktionStruktur>`;
}

/** Reads receipts; throws `Unreadable` where one does not say what it must. */
export function readReceipts(message: XmlElement): Receipt[] {
  return childrenNamed(child(message, 'FordringAktionStatusSamling'), 'MFAktionStruktur').map((row) => ({
    code: neededOneOf(row, 'AktionKode', ACTION_CODES),
    reference: needed(row, 'FordringHaverReference'),
    actionId: needed(row, 'AktionID'),
    claimId: textAt(row, 'FordringID'),
    answer: neededOneOf(row, 'AktionStatusKode', RECEIPT_ANSWERS),
    receivedOn: dateAt(row, 'ModtagelseDato'),
    errors: childrenNamed(child(row, 'AfvistAarsagSamling'), 'AfvistAarsag').map((why) =>
      needed(why, 'AfvistAarsagKode'),
    ),
  }));
}

/** What the authority tells of its own accord (MFUnderretSamlingHent_O). */
export function notificationsXml(notifications: readonly Notification[]): Markup {
  return xml`<s:MFUnderretSamlingHent_O xmlns:s="${SERVICE_NAMESPACE}" xmlns="${ELEMENT_NAMESPACE}"><UnderretSamling>${notifications.map(notificationXml)}</UnderretSamling></s:MFUnderretSamlingHent_O>`;
}

function notificationXml(told: Notification): Markup {
  const { id, kind, claimId, principal, interest, left, effectiveOn, reason, settlement } = told;
  const settled = settlement === null ? xml`` : settlementXml(settlement);
  return xml`<Underret><UnderretID>${id.toString()}</UnderretID><UnderretKode>${kind}</UnderretKode>${leafXml('FordringID', claimId)}<Beloeb>${amountText(principal)}</Beloeb><RenteBeloeb>${amountText(interest)}</RenteBeloeb>${leafXml('RestBeloeb', left === null ? null : amountText(left))}<VirkningDato>${effectiveOn}</VirkningDato>${leafXml('AarsagTekst', reason)}${settled}</Underret>`;
}

function settlementXml({ id, from, to, claims }: SettlementTold): Markup {
  const each = claims.map(
    ({ claimId, amount }) =>
      xml`<AfregningFordring><FordringID>${claimId}</FordringID><DaekketBeloeb>${amountText(amount)}</DaekketBeloeb></AfregningFordring>`,
  );
  return xml`<Afregning><AfregningID>${id}</AfregningID><PeriodeFra>${from}</PeriodeFra><PeriodeTil>${to}</PeriodeTil><AfregningFordringSamling>${each}</AfregningFordringSamling></Afregning>`;
}

/** Reads notifications; throws `Unreadable` where one does not say what it must. */
export function readNotifications(message: XmlElement): Notification[] {
  return childrenNamed(child(message, 'UnderretSamling'), 'Underret').map((row) => {
    const id = needed(row, 'UnderretID');
    if (!/^[1-9]\d{0,17}$/.test(id)) throw new Unreadable('UnderretID is no number');
    const settled = child(row, 'Afregning');
    return {
      id: BigInt(id),
      kind: neededOneOf(row, 'UnderretKode', NOTIFICATION_KINDS),
      claimId: textAt(row, 'FordringID'),
      principal: amountAt(row, 'Beloeb') ?? zeroOre,
      interest: amountAt(row, 'RenteBeloeb') ?? zeroOre,
      left: amountAt(row, 'RestBeloeb'),
      effectiveOn: neededDate(row, 'VirkningDato'),
      reason: textAt(row, 'AarsagTekst'),
      settlement: settled === null ? null : readSettlement(settled),
    };
  });
}

function readSettlement(settled: XmlElement): SettlementTold {
  return {
    id: needed(settled, 'AfregningID'),
    from: neededDate(settled, 'PeriodeFra'),
    to: neededDate(settled, 'PeriodeTil'),
    claims: childrenNamed(child(settled, 'AfregningFordringSamling'), 'AfregningFordring').map((each) => ({
      claimId: needed(each, 'FordringID'),
      amount: amountAt(each, 'DaekketBeloeb') ?? zeroOre,
    })),
  };
}
