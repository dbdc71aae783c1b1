import type { PaymentAddresses } from '../../../checkout/look.ts';
import { keyOf } from '../../../checkout/reference.ts';
import { municipalityCode } from '../../../kernel/ids.ts';
import { addressOf } from '../addresses.ts';

/** The addresses of ours that providers are told; `own` = where others reach us, without a path. */
export function paymentAddresses(own: () => string): PaymentAddresses {
  return {
    returnTo: ({ reference, language }) => {
      const site = { municipality: municipalityCode(reference.slice(0, 3)), language };
      return own() + addressOf(site, { name: 'payment-return', ref: keyOf(reference) });
    },
    webhooks: ({ reference, channel }) => own() + webhookPath(channel, reference),
  };
}

/** MobilePay calls one address about all payments; a card company is told one with each. */
function webhookPath(channel: 'mobilepay' | 'card', reference: string): string {
  const below = channel === 'mobilepay' ? 'mobilepay' : `kort/${keyOf(reference)}`;
  return `/${reference.slice(0, 3)}/besked/${below}`;
}
