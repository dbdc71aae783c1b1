import { registerWebhook } from '../outside/mobilepay/client.ts';
import { paymentAddresses } from '../web/portal/pay/outside-addresses.ts';
import { readAgreements } from './payment-agreements.ts';
import { municipalityOption, PlainError, type Command } from './command.ts';

/** `afdrag checkout register-webhook`: asks MobilePay to call us about payments, once for each municipality. */
export const checkoutRegisterWebhookCommand: Command = {
  words: 'checkout register-webhook',
  usage: '--municipality 998',
  summary: 'beder MobilePay om at ringe til os om betalinger; giver hemmeligheden til AFDRAG_PAYMENTS_FILE',
  options: { ...municipalityOption },
  run: async (given, { config, clock, say, tell }) => {
    const municipality = given.municipality();
    const { payments, publicAddress, production } = config;
    if (typeof payments === 'string') throw new PlainError('AFDRAG_PAYMENTS_FILE mangler.');
    if (publicAddress === null)
      throw new PlainError('AFDRAG_PUBLIC_ADDRESS mangler: det er den, MobilePay skal kalde.');
    const access = readAgreements(payments.file, production).get(municipality)?.mobilepay;
    if (access === undefined)
      throw new PlainError(`Kommune ${municipality} har ingen aftale med MobilePay i filen.`);
    const reference = `${municipality}-`;
    const address = paymentAddresses(() => publicAddress).webhooks({ reference, channel: 'mobilepay' });
    const told = await registerWebhook({ access, clock }, address);
    if (told.state !== 'registered') {
      const why = told.state === 'unknown' ? told.detail : told.code;
      throw new PlainError(`MobilePay tog ikke imod det (${why}).`);
    }
    tell('Skriv dette som webhookSecret i AFDRAG_PAYMENTS_FILE, og start webstedet igen. Det vises kun nu.');
    say(told.secret);
    return 0;
  },
};
