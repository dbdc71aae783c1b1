import type { Scope } from '../../identity/types.ts';
import type { RouteName } from './addresses.ts';
import type { Visit } from './route.ts';

interface MenuItem {
  readonly name: RouteName;
  readonly text: keyof Visit['texts']['frame'];
  readonly needs: Scope | null;
  /** The pages below it, as their way back leads. */
  readonly holds: readonly RouteName[];
}

/** The pages of the menu, for those who may see them, in this order. */
export const menu: readonly MenuItem[] = [
  {
    name: 'overview',
    text: 'overview',
    needs: 'see',
    holds: [
      'settled',
      'debt',
      'from-letter',
      'your-payment',
      'calculation',
      'calculation-month',
      'what-if',
      'what-if-answer',
      'plans',
      'plan-new',
      'plan-live',
      'plan-show',
      'plan-sign',
      'plan',
      'plan-stop',
      'notifications',
      'notifications-saved',
    ],
  },
  {
    name: 'pay',
    text: 'pay',
    needs: 'pay',
    holds: ['pay-choose', 'pay-begin', 'pay-bank', 'direct-debit', 'payment', 'payment-stop'],
  },
  { name: 'papers', text: 'papers', needs: 'see', holds: ['letters', 'payments', 'statement'] },
  {
    name: 'write',
    text: 'write',
    needs: 'write',
    holds: [
      'object',
      'object-to',
      'object-send',
      'answer-hearing',
      'answer-hearing-send',
      'answer-set-off',
      'answer-set-off-send',
      'complain',
      'complain-send',
      'send-documentation',
      'send-documentation-send',
      'message',
    ],
  },
  { name: 'insight', text: 'insight', needs: 'self', holds: [] },
  { name: 'help', text: 'help', needs: null, holds: ['guidance'] },
];
