import { z } from 'zod';
import { withoutByteOrderMark } from '../kernel/byte-order-mark.ts';
import { parseMunicipalityCode, type MunicipalityCode } from '../kernel/ids.ts';
import { isLoopback } from '../platform/soap-client.ts';
import { PlainError } from './command.ts';
import { secretFile } from './secret-file.ts';

const VARIABLE = 'AFDRAG_PAYMENTS_FILE';

const secret = z.string().min(8);
const url = z.url({ protocol: /^https?$/ });

/** A municipality's agreements with those who take payments, as the file has them. It holds secrets: only the program's user may read it. */
const agreementsShape = z.record(
  z.string(),
  z.strictObject({
    mobilepay: z
      .strictObject({
        url,
        merchant: z.string().regex(/^[0-9]{4,6}$/),
        clientId: z.string().min(1),
        clientSecret: secret,
        subscriptionKey: secret,
        /** Given by `afdrag checkout register-webhook`; null until then. */
        webhookSecret: secret.nullable().default(null),
        /** Card payments by the same agreement, instead of one with a card company. */
        cards: z.boolean().default(false),
      })
      .optional(),
    nexi: z.strictObject({ url, secret }).optional(),
  }),
);

export type PaymentAgreements = z.infer<typeof agreementsShape>[string];

/** Reads AFDRAG_PAYMENTS_FILE. Throws a plain sentence that repeats nothing of it. In production nothing in it may be on this machine or unencrypted. */
export function readAgreements(
  file: string,
  production: boolean,
): ReadonlyMap<MunicipalityCode, PaymentAgreements> {
  const read = agreementsShape.safeParse(jsonOf(file));
  if (!read.success) {
    const places = read.error.issues.map(({ path }) => path.map(String).join('.')).join(', ');
    throw new PlainError(
      `${VARIABLE}: der er noget forkert i filen: ${places === '' ? 'den skal have en aftale for hver kommune' : places}.`,
    );
  }
  const agreements = Object.entries(read.data).map(([code, agreed]) => {
    const municipality = parseMunicipalityCode(code);
    if (municipality === null) throw new PlainError(`${VARIABLE}: filen har en kommunekode, der ikke er en.`);
    const addresses = [agreed.mobilepay?.url, agreed.nexi?.url].flatMap((each) =>
      each === undefined ? [] : [new URL(each)],
    );
    if (
      production &&
      addresses.some(({ protocol, hostname }) => protocol !== 'https:' || isLoopback(hostname))
    )
      throw new PlainError(
        `Betalingsaftalerne for kommune ${code} skal bruge https og må ikke være på denne maskine.`,
      );
    return [municipality, agreed] as const;
  });
  return new Map(agreements);
}

function jsonOf(file: string): unknown {
  const text = secretFile(VARIABLE, file);
  try {
    return JSON.parse(withoutByteOrderMark(text));
  } catch {
    throw new PlainError(`${VARIABLE}: det, der står i filen, er ikke JSON.`);
  }
}
