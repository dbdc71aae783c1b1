import { z } from 'zod';
import {
  mayCorrectPrincipal,
  mayTakeBack,
  mayWriteDown,
  mayWriteUp,
  type ActionRefusal,
} from '../../law/psrm-actions.ts';
import { ACTION_CODES } from '../../law/psrm-codes.ts';
import { dateText, jsonQuestion, kronerText } from './question.ts';

const claim = z.strictObject({
  level: z.enum(['main', 'interest', 'fee']).default('main'),
  received: dateText.nullable(),
  recalled: z.boolean().default(false),
  openAction: z.boolean().default(false),
  principal: kronerText,
  left: kronerText,
});
const about = { claim, amount: kronerText };
const effective = dateText.nullable().default(null);
const earlier = z.strictObject({
  code: z.enum(ACTION_CODES),
  reason: z.string().nullable().default(null),
  amount: kronerText,
  effective,
  state: z.enum(['done', 'open', 'rejected']).default('done'),
  takenBack: z.boolean().default(false),
});
const shape = z.discriminatedUnion('action', [
  z.strictObject({
    ...about,
    action: z.literal('NEDSKRIV'),
    reason: z.enum(['INDB', 'REGU', 'FAST']),
    effective,
    of: z.enum(['claim', 'liability']).default('claim'),
    on: dateText,
  }),
  z.strictObject({ ...about, action: z.literal('OPSKRIVNINGREGULERING') }),
  z.strictObject({ claim, action: z.literal('AENDRFORDRING'), principal: kronerText }),
  z.strictObject({
    ...about,
    action: z.enum([
      'OPSKRIVNINGANNULLERETNEDSKRIVNINGINDBETALING',
      'OPSKRIVNINGOMGJORTNEDSKRIVNINGREGULERING',
      'NEDSKRIVNINGANNULLERETOPSKRIVNINGREGULERING',
      'NEDSKRIVNINGANNULLERETOPSKRIVNINGINDBETALING',
    ]),
    effective,
    earlier,
  }),
]);

/** `psrm-action --stdin`: what stands in the way of correcting a claim at the recovery authority; none = allowed. */
export const psrmActionQuestion = jsonQuestion(shape, (line) => ({ answer: refusedFor(line) }));

function refusedFor(line: z.infer<typeof shape>): readonly ActionRefusal[] {
  switch (line.action) {
    case 'NEDSKRIV':
      return mayWriteDown(line.claim, line, line.on);
    case 'OPSKRIVNINGREGULERING':
      return mayWriteUp(line.claim, line.amount);
    case 'AENDRFORDRING':
      return mayCorrectPrincipal(line.claim, line.principal);
    default:
      return mayTakeBack(line.claim, line.earlier, { ...line, code: line.action });
  }
}
