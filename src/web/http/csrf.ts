import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const BYTES = 32;

/**
 * A token for the forms of one page: shows that the form was ours, in this session. Another one each time, so that what
 * is compressed beside it tells nothing about it.
 */
export function formToken(sessionKey: Buffer): string {
  const pad = randomBytes(BYTES);
  return Buffer.concat([pad, xor(pad, proofOf(sessionKey))]).toString('base64url');
}

/** Whether a token was given to this session. */
export function isFormToken(token: string, sessionKey: Buffer): boolean {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length !== 2 * BYTES) return false;
  return timingSafeEqual(xor(bytes.subarray(0, BYTES), bytes.subarray(BYTES)), proofOf(sessionKey));
}

/** Whether the browser says that another site sends the form. Older browsers say nothing: then the token decides alone. */
export function comesFromElsewhere(secFetchSite: string | readonly string[] | undefined): boolean {
  return secFetchSite !== undefined && secFetchSite !== 'same-origin';
}

/**
 * Whether the browser itself says that the form is from a page of ours; one from before `Sec-Fetch-Site` (Safari until 16.4) says it by the
 * form's origin.
 */
export function comesFromHere(
  headers: {
    readonly 'sec-fetch-site'?: string | readonly string[] | undefined;
    readonly origin?: string | undefined;
  },
  ownAddress: string,
): boolean {
  const { 'sec-fetch-site': site, origin } = headers;
  return site === undefined ? origin === new URL(ownAddress).origin : site === 'same-origin';
}

function proofOf(sessionKey: Buffer): Buffer {
  return createHmac('sha256', sessionKey).update('forms of this session').digest();
}

function xor(a: Buffer, b: Buffer): Buffer {
  return Buffer.from(a.map((byte, index) => byte ^ (b[index] ?? 0)));
}
