import type { CprNumber } from '../../kernel/cpr-number.ts';
import { xml, type Markup } from '../../platform/xml.ts';

/**
 * What KOMBIT's KombiPostAfsend (SF1601) takes: one MeMo message (1.2) and by which channel it goes. The order of elements is fixed, and one out of order is refused.
 * Of what the published samples do not say: the format of a document that is no PDF (DOCUMENT), and that a NemSMS has a heading that nobody sees.
 */

export const MEMO = 'https://DigitalPost.dk/MeMo-1';
export const SEND_PATH = '/service/KombiPostAfsend_1/kombi';

/** The document of a short message in the mailbox. Not published which formats are taken besides PDF. */
const DOCUMENT = { format: 'text/plain', filename: 'besked.txt' } as const;

export interface MemoMessage {
  readonly uuid: string;
  readonly channel: 'digital-post' | 'nemsms';
  readonly sender: { readonly cvr: string; readonly label: string };
  readonly to: CprNumber;
  readonly language: 'da' | 'en';
  readonly title: string;
  readonly text: string;
  readonly at: Temporal.Instant;
}

/** The body of the call. */
export function kombiRequest(message: MemoMessage): string {
  const channel = message.channel === 'nemsms' ? 'NemSMS' : 'Digital Post';
  const body = xml`<kombi_request><KombiValgKode>${channel}</KombiValgKode>${memoXml(message)}</kombi_request>`;
  return `<?xml version="1.0" encoding="UTF-8"?>${body.markup}`;
}

/** The message itself. */
export function memoXml(message: MemoMessage): Markup {
  const isSms = message.channel === 'nemsms';
  return xml`<memo:Message xmlns:memo="${MEMO}" memoVersion="1.2">${isSms ? smsHeader(message) : postHeader(message)}${isSms ? null : postBody(message)}</memo:Message>`;
}

function smsHeader(message: MemoMessage): Markup {
  const { uuid, title, text } = message;
  return xml`<memo:MessageHeader><memo:messageType>NEMSMS</memo:messageType><memo:messageUUID>${uuid}</memo:messageUUID><memo:label>${title}</memo:label><memo:notification>${text}</memo:notification>${parties(message)}</memo:MessageHeader>`;
}

function postHeader(message: MemoMessage): Markup {
  const { uuid, title } = message;
  // Nothing of it has legal effect, and nobody needs to open it.
  return xml`<memo:MessageHeader><memo:messageType>DIGITALPOST</memo:messageType><memo:messageUUID>${uuid}</memo:messageUUID><memo:label>${title}</memo:label><memo:mandatory>false</memo:mandatory><memo:legalNotification>false</memo:legalNotification><memo:postType>MYNDIGHEDSPOST</memo:postType>${parties(message)}</memo:MessageHeader>`;
}

function parties({ sender, to }: MemoMessage): Markup {
  return xml`<memo:Sender><memo:senderID>${sender.cvr}</memo:senderID><memo:idType>CVR</memo:idType><memo:label>${sender.label}</memo:label></memo:Sender><memo:Recipient><memo:recipientID>${to}</memo:recipientID><memo:idType>CPR</memo:idType></memo:Recipient>`;
}

function postBody({ title, text, language, at }: MemoMessage): Markup {
  const content = Buffer.from(text, 'utf8').toString('base64');
  return xml`<memo:MessageBody><memo:createdDateTime>${at.toString()}</memo:createdDateTime><memo:MainDocument><memo:label>${title}</memo:label><memo:File><memo:encodingFormat>${DOCUMENT.format}</memo:encodingFormat><memo:filename>${DOCUMENT.filename}</memo:filename><memo:language>${language}</memo:language><memo:content>${content}</memo:content></memo:File></memo:MainDocument></memo:MessageBody>`;
}
