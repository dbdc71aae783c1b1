import { agreedTypes } from './creditor-agreement.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { claimType, mayRegisterForSetOff, type OwnTypes } from '../law/claim-types.ts';
import { Counting, type Between, type Consequence } from '../municipality/consequences.ts';
import type { Configuration } from '../municipality/configuration.ts';
import { ownTypesOf } from '../municipality/own-types.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { planRegistration } from './plan-registration.ts';
import {
  registrationCandidates,
  type RegistrationCandidate,
  type RegistrationRules,
} from './registration-candidates.ts';
import { claimsToLookAt, isChosen } from './registration-job.ts';

const CLAIMS_PER_PAGE = 2_000;

/**
 * What other choices would mean on the day for registration for set-off alone: claims that would be registered (`registered`) or would not
 * any more (`not-registered`), registrations that would end (`ended`) or not (`not-ended`), and the others, which stay as they are
 * (`stays`; told only where the choice is about them). The sums are what is left of the claims.
 */
export async function consequencesForRegistrations(
  tx: MunicipalityReadTx,
  { before, after, on }: Between,
  choice: 'recovery' | 'setOffRegistration' | 'ownTypes',
): Promise<Consequence[]> {
  const counting = new Counting(choice);
  const types = await agreedTypes(tx, on, 'MODR');
  const rules = (configuration: Configuration): Rules => {
    const { recovery, setOffRegistration: registration } = configuration;
    return { on, recovery, registration, types, own: ownTypesOf(configuration) };
  };
  const [was, is] = [rules(before), rules(after)];
  const wide = widest(was, is);
  for (let last: ClaimNumber | 0n = 0n; ;) {
    const page = await claimsToLookAt(tx, wide, { after: last, limit: CLAIMS_PER_PAGE, own: wide.own });
    const end = page.at(-1);
    if (end === undefined) return counting.found();
    for (const candidate of await registrationCandidates(tx, page)) {
      const what = kindOf(doneBy(candidate, was), doneBy(candidate, is));
      const [debtor] = candidate.debtors;
      if (what === null || debtor === undefined || (what === 'stays' && choice !== 'setOffRegistration'))
        continue;
      const { claim, balance } = candidate;
      counting.add(what, { debtor, amount: balance, claims: [claim.claim], next: on });
    }
    last = end;
  }
}

interface Rules extends RegistrationRules {
  readonly own: OwnTypes;
}

/** Rules that look at every claim that one of the two would look at. */
function widest(was: Rules, is: Rules): Rules {
  const [one, other] = [was.registration, is.registration];
  const registrable = [...was.own].filter(([, type]) => mayRegisterForSetOff(type));
  return {
    ...is,
    own: new Map([...is.own, ...registrable]),
    registration: {
      ...other,
      automatic: one.automatic || other.automatic,
      daysOverdue: Math.min(one.daysOverdue, other.daysOverdue),
    },
  };
}

type Done = 'registers' | 'ends' | 'stays' | 'nothing';

function doneBy(asRead: RegistrationCandidate, rules: Rules): Done {
  const type = claimType(asRead.claim.type, rules.own);
  const candidate = { ...asRead, type: type.ok ? type.value : null };
  const { registration, claim } = candidate;
  if (registration === null && !isChosen(claim, rules)) return 'nothing';
  const { tag } = planRegistration(candidate, rules).does;
  if (tag === 'register') return 'registers';
  if (registration === null) return 'nothing';
  return tag === 'end' ? 'ends' : 'stays';
}

function kindOf(was: Done, is: Done): string | null {
  if (was === is) return is === 'stays' ? 'stays' : null;
  if (is === 'registers') return 'registered';
  if (was === 'registers') return 'not-registered';
  return is === 'ends' ? 'ended' : 'not-ended';
}
