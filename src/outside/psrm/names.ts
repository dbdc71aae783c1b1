/**
 * The names of Gældsstyrelsen's creditor services as far as they are public (EFI interface description 2012–2014, creditors'
 * guidance). The schema itself is handed out on request and has not been read: names inside amounts, periods, receipts and
 * notifications are partly guessed, and nothing here is certified. All of them stand in this file and in the readers and writers
 * beside it.
 */
export const SERVICE_NAMESPACE = 'urn:oio:skat:efi:ws:1.0.1';
export const ELEMENT_NAMESPACE = 'urn:oio:skat:efi:1.0.0';

export const SERVICES = {
  deliver: 'MFFordringIndberet',
  receipts: 'MFKvitteringHent',
  notifications: 'MFUnderretSamlingHent',
} as const;

export type ServiceName = keyof typeof SERVICES;

export function actionOf(service: ServiceName): string {
  return `${SERVICE_NAMESPACE}:${SERVICES[service]}`;
}

/** The faults that the client understands. */
export const UNKNOWN_DELIVERY = 'LEVERANCE_UKENDT';
/** A delivery id is never used again (uniqueness of LeveranceID). The name of the fault is guessed. */
export const USED_DELIVERY = 'LEVERANCE_BRUGT';

/** The part of a message that an action's code asks for. */
export const PART_OF = {
  OPRETFORDRING: 'OpretFordringAktion',
  GENINDSENDFORDRING: 'GenindsendFordringAktion',
  NEDSKRIV: 'NedskrivFordringAktion',
  OPSKRIVNINGREGULERING: 'OpskrivningReguleringAktion',
  OPSKRIVNINGANNULLERETNEDSKRIVNINGINDBETALING: 'OpskrivningAnnulleretNedskrivningIndbetalingAktion',
  OPSKRIVNINGOMGJORTNEDSKRIVNINGREGULERING: 'OpskrivningOmgjortNedskrivningReguleringAktion',
  NEDSKRIVNINGANNULLERETOPSKRIVNINGREGULERING: 'NedskrivningAnnulleretOpskrivningReguleringAktion',
  NEDSKRIVNINGANNULLERETOPSKRIVNINGINDBETALING: 'NedskrivningAnnulleretOpskrivningIndbetalingAktion',
  TILBAGEKALD: 'TilbagekaldFordringAktion',
  AENDRFORDRING: 'AendrFordringAktion',
} as const;
