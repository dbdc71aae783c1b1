import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** What a webhook is signed with: its secret as text, the address that was registered, the date of its header and its bytes. */
export interface Signed {
  readonly secret: string;
  /** The address that was registered, never the one that the caller names. */
  readonly address: string;
  /** The header `x-ms-date`, as it came. */
  readonly date: string;
  readonly body: Buffer;
}

/** How far the date of a webhook may be from our clock. */
const MOST_APART = { minutes: 5 } as const;

/** The header `x-ms-content-sha256` of a body. */
export function contentHash(body: Buffer): string {
  return createHash('sha256').update(body).digest('base64');
}

/** The header `authorization` of a webhook (developer guide of Vipps MobilePay: how to authenticate the webhook event). */
export function authorizationOf({ secret, address, date, body }: Signed): string {
  const { pathname, search, host } = new URL(address);
  const signed = `POST\n${pathname}${search}\n${date};${host};${contentHash(body)}`;
  const signature = createHmac('sha256', Buffer.from(secret, 'utf8')).update(signed).digest('base64');
  return `HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=${signature}`;
}

export interface SignedCall {
  readonly address: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
  readonly now: Temporal.Instant;
}

/** Whether a call was signed with the secret, over exactly these bytes, and lately. */
export function isSigned(secret: string, { address, headers, body, now }: SignedCall): boolean {
  const date = headers['x-ms-date'] ?? '';
  const moment = instantOf(date);
  if (moment === null || isApart(moment, now)) return false;
  if (!isEqual(headers['x-ms-content-sha256'] ?? '', contentHash(body))) return false;
  return isEqual(headers['authorization'] ?? '', authorizationOf({ secret, address, date, body }));
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** A date as HTTP writes it, `Thu, 30 Mar 2023 08:38:32 GMT`. */
export function httpDate(moment: Temporal.Instant): string {
  const at = moment.toZonedDateTimeISO('UTC');
  const two = (number: number) => String(number).padStart(2, '0');
  const time = [at.hour, at.minute, at.second].map(two).join(':');
  return `${DAYS[at.dayOfWeek - 1]}, ${two(at.day)} ${MONTHS[at.month - 1]} ${at.year} ${time} GMT`;
}

function instantOf(date: string): Temporal.Instant | null {
  const match = /^[A-Z][a-z]{2}, (\d{2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}:\d{2}:\d{2}) GMT$/.exec(date);
  const [, day = '', name = '', year = '', time = ''] = match ?? [];
  const month = String(MONTHS.indexOf(name) + 1).padStart(2, '0');
  try {
    return Temporal.Instant.from(`${year}-${month}-${day}T${time}Z`);
  } catch {
    return null; // the only way to ask
  }
}

function isApart(moment: Temporal.Instant, now: Temporal.Instant): boolean {
  const { compare } = Temporal.Instant;
  return compare(moment.add(MOST_APART), now) < 0 || compare(moment.subtract(MOST_APART), now) > 0;
}

function isEqual(told: string, expected: string): boolean {
  const [a, b] = [Buffer.from(told), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
