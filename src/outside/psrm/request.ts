import type {
  ActionToSend,
  ChangedData,
  Delivery,
  LiableTold,
  MasterData,
} from '../../collection/recovery-port.ts';
import type { InterestChoice } from '../../law/interest-choice.ts';
import { ACTION_CODES, RECALL_REASONS } from '../../law/psrm-codes.ts';
import type { PlainDate } from '../../kernel/dates.ts';
import { zeroOre } from '../../kernel/money.ts';
import {
  childrenNamed,
  child,
  elementAt,
  textAt,
  xml,
  type Markup,
  type XmlElement,
} from '../../platform/xml.ts';
import { ELEMENT_NAMESPACE, PART_OF, SERVICE_NAMESPACE } from './names.ts';
import { amountAt, amountXml, dateAt, leafXml, needed, neededOneOf, periodAt, periodXml } from './values.ts';

export interface RequestContext {
  /** The number of the system that sends (SE). */
  readonly senderSe: string;
  readonly transaction: string;
  readonly at: Temporal.Instant;
}

/** The message that hands over a delivery (MFFordringIndberet_I). */
export function deliveryXml({ id, creditor, actions }: Delivery, context: RequestContext): Markup {
  return xml`<s:MFFordringIndberet_I xmlns:s="${SERVICE_NAMESPACE}" xmlns="${ELEMENT_NAMESPACE}">
${headXml(context)}<LeveranceID>${id}</LeveranceID>
<FordringAktionSamling>${actions.map((action) => actionXml(action, creditor))}</FordringAktionSamling>
</s:MFFordringIndberet_I>`;
}

/** The question what has become of a delivery (MFKvitteringHent_I). */
export function receiptsQuestionXml(delivery: string, context: RequestContext): Markup {
  return xml`<s:MFKvitteringHent_I xmlns:s="${SERVICE_NAMESPACE}" xmlns="${ELEMENT_NAMESPACE}">${headXml(context)}<LeveranceID>${delivery}</LeveranceID></s:MFKvitteringHent_I>`;
}

/** The question what there is to tell since a day (MFUnderretSamlingHent_I). */
export function notificationsQuestionXml(since: string, context: RequestContext): Markup {
  return xml`<s:MFUnderretSamlingHent_I xmlns:s="${SERVICE_NAMESPACE}" xmlns="${ELEMENT_NAMESPACE}">${headXml(context)}<DatoFra>${since}</DatoFra></s:MFUnderretSamlingHent_I>`;
}

function headXml({ senderSe, transaction, at }: RequestContext): Markup {
  return xml`<HovedOplysninger><TransaktionIdentifikator>${transaction}</TransaktionIdentifikator><TransaktionTid>${at.toString()}</TransaktionTid></HovedOplysninger><FordringhaverSystemIDStruktur><VirksomhedSENummer>${senderSe}</VirksomhedSENummer></FordringhaverSystemIDStruktur>`;
}

function actionXml(action: ActionToSend, creditor: string): Markup {
  const { code, create, related } = action;
  const part = PART_OF[code];
  const inside = create === null ? onClaimXml(action) : createXml(action, create, related);
  return xml`<FordringAktion><MFAktionKode>${code}</MFAktionKode><FordringHaverID>${creditor}</FordringHaverID><AktionValg><${part}>${inside}</${part}></AktionValg></FordringAktion>`;
}

function onClaimXml(action: ActionToSend): Markup {
  const { reference, claimId, amount, effectiveOn, reason, undoes, code, change } = action;
  const reasonName = code === 'TILBAGEKALD' ? 'TilbagekaldAarsagKode' : 'NedskrivAarsagKode';
  const changed =
    change === null
      ? xml``
      : xml`<MFAendrFordringStruktur>${artXml(change)}${dataXml(change)}${liabilitiesXml(change)}</MFAendrFordringStruktur>`;
  return xml`${leafXml('FordringID', claimId)}${leafXml('FordringHaverReference', reference)}${amountXml('BeloebStruktur', amount)}${leafXml('VirkningFraDato', effectiveOn)}${leafXml(reasonName, reason)}${leafXml('AktionIDRef', undoes)}${changed}`;
}

function createXml(
  { reference, claimId }: ActionToSend,
  create: MasterData,
  related: readonly ActionToSend[],
): Markup {
  const along = related.map((each) =>
    each.create === null ? xml`` : xml`<UnderFordring>${createXml(each, each.create, [])}</UnderFordring>`,
  );
  return xml`<MFOpretFordringStruktur>${leafXml('FordringID', claimId)}${artXml(create)}<FordringHaverReference>${reference}</FordringHaverReference>${leafXml('HovedFordringID', create.mainClaimId)}${amountXml('BeloebStruktur', create.amount)}${amountXml('OprindeligBeloebStruktur', create.principal)}${dataXml(create)}${liabilitiesXml(create)}<UnderFordringSamling>${along}</UnderFordringSamling></MFOpretFordringStruktur>`;
}

function artXml({ art, type, level }: ChangedData): Markup {
  return xml`<FordringArtKode>${art}</FordringArtKode><FordringTypeKode>${type}</FordringTypeKode><FordringKategori>${level}</FordringKategori>`;
}

function dataXml(data: ChangedData): Markup {
  const { description, originOn, dueOn, srb, period } = data;
  return xml`${leafXml('BeskrivelseTekst', description)}${leafXml('StiftelseDato', originOn)}${leafXml('ForfaldDato', dueOn)}${leafXml('SidsteRettidigeBetalingDato', srb)}${periodXml(period)}${leafXml('BFENummer', data.propertyNumber)}${leafXml('BobehandlingMarkering', data.estate ? 'true' : null)}${interestXml(data.interestChoice)}`;
}

function liabilitiesXml({ liable }: ChangedData): Markup {
  return xml`<FordringHaeftelseSamling>${liable.map(liableXml)}</FordringHaeftelseSamling>`;
}

function interestXml(choice: InterestChoice | null): Markup {
  if (choice === null) return xml``;
  const { rule, rateCode, extraRate } = choice;
  return xml`<RenteValgStruktur><RenteRegelNummer>${rule}</RenteRegelNummer><RenteSatsKode>${rateCode}</RenteSatsKode>${leafXml('MerRenteSats', extraRate)}</RenteValgStruktur>`;
}

const numberNames = {
  cpr: 'PersonCPRNummer',
  cvr: 'VirksomhedCVRNummer',
  akr: 'AlternativKontaktReference',
} as const;

function liableXml({ kind, number, limitationOn, judgmentOn, settlementOn }: LiableTold): Markup {
  return xml`<MFHaeftelseStruktur><MFKundeStruktur>${leafXml(numberNames[kind], number)}</MFKundeStruktur>${leafXml('ForaeldelseDato', limitationOn)}${ruledXml('Dom', judgmentOn)}${ruledXml('Forlig', settlementOn)}</MFHaeftelseStruktur>`;
}

/** Whether there is one, and of which day (531, 532). */
function ruledXml(what: 'Dom' | 'Forlig', on: PlainDate | null): Markup {
  return xml`${leafXml(`${what}Indikator`, on === null ? 'false' : 'true')}${leafXml(`${what}Dato`, on)}`;
}

/** Reads a delivery as the authority does; throws `Unreadable` where something that must be said is not. */
export function readDelivery(message: XmlElement): Delivery {
  const actions = childrenNamed(child(message, 'FordringAktionSamling'), 'FordringAktion');
  return {
    id: needed(message, 'LeveranceID'),
    creditor: needed(actions[0] ?? null, 'FordringHaverID'),
    actions: actions.map(readAction),
  };
}

function readAction(element: XmlElement): ActionToSend {
  const code = neededOneOf(element, 'MFAktionKode', ACTION_CODES);
  const part = elementAt(element, `AktionValg/${PART_OF[code]}`);
  const structure = child(part, 'MFOpretFordringStruktur');
  if (structure !== null) return readCreation(structure, code);
  return {
    code,
    reference: needed(part, 'FordringHaverReference'),
    claimId: textAt(part, 'FordringID'),
    create: null,
    change: readChange(child(part, 'MFAendrFordringStruktur')),
    related: [],
    reason: reasonIn(part),
    amount: amountAt(part, 'BeloebStruktur/Beloeb'),
    effectiveOn: dateAt(part, 'VirkningFraDato'),
    undoes: textAt(part, 'AktionIDRef'),
  };
}

function reasonIn(part: XmlElement | null): ActionToSend['reason'] {
  const text = textAt(part, 'TilbagekaldAarsagKode') ?? textAt(part, 'NedskrivAarsagKode');
  return (['INDB', 'REGU', ...RECALL_REASONS] as const).find((reason) => reason === text) ?? null;
}

function readCreation(structure: XmlElement, code: ActionToSend['code']): ActionToSend {
  const along = childrenNamed(child(structure, 'UnderFordringSamling'), 'UnderFordring');
  return {
    code,
    reference: needed(structure, 'FordringHaverReference'),
    claimId: textAt(structure, 'FordringID'),
    create: readMasterData(structure),
    change: null,
    related: along.flatMap((each) => {
      const inside = child(each, 'MFOpretFordringStruktur');
      return inside === null ? [] : [readCreation(inside, 'OPRETFORDRING')];
    }),
    reason: null,
    amount: null,
    effectiveOn: null,
    undoes: null,
  };
}

function readMasterData(structure: XmlElement): MasterData {
  return {
    ...readData(structure),
    mainClaimId: textAt(structure, 'HovedFordringID'),
    amount: amountAt(structure, 'BeloebStruktur/Beloeb') ?? zeroOre,
    principal: amountAt(structure, 'OprindeligBeloebStruktur/Beloeb') ?? zeroOre,
  };
}

function readChange(structure: XmlElement | null): ChangedData | null {
  return structure === null ? null : readData(structure);
}

function readData(structure: XmlElement): ChangedData {
  return {
    art: neededOneOf(structure, 'FordringArtKode', ['INDR', 'MODR']),
    type: needed(structure, 'FordringTypeKode'),
    level: neededOneOf(structure, 'FordringKategori', ['main', 'interest', 'fee']),
    description: textAt(structure, 'BeskrivelseTekst'),
    originOn: dateAt(structure, 'StiftelseDato'),
    dueOn: dateAt(structure, 'ForfaldDato'),
    srb: dateAt(structure, 'SidsteRettidigeBetalingDato'),
    period: periodAt(structure),
    propertyNumber: textAt(structure, 'BFENummer'),
    estate: textAt(structure, 'BobehandlingMarkering') === 'true',
    interestChoice: readInterest(child(structure, 'RenteValgStruktur')),
    liable: childrenNamed(child(structure, 'FordringHaeftelseSamling'), 'MFHaeftelseStruktur').map(
      readLiable,
    ),
  };
}

function readInterest(element: XmlElement | null): InterestChoice | null {
  if (element === null) return null;
  return {
    rule: neededOneOf(element, 'RenteRegelNummer', ['001', '002']),
    rateCode: needed(element, 'RenteSatsKode'),
    extraRate: textAt(element, 'MerRenteSats'),
  };
}

function readLiable(element: XmlElement): LiableTold {
  const told = {
    limitationOn: dateAt(element, 'ForaeldelseDato'),
    judgmentOn: dateAt(element, 'DomDato'),
    settlementOn: dateAt(element, 'ForligDato'),
  };
  for (const kind of ['cpr', 'cvr'] as const) {
    const number = textAt(element, `MFKundeStruktur/${numberNames[kind]}`);
    if (number !== null) return { kind, number, ...told };
  }
  return { kind: 'akr', number: needed(element, `MFKundeStruktur/${numberNames.akr}`), ...told };
}
