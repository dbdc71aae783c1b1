import { approveWaiting } from '../../../src/demo/approvals.ts';
import { acceptTransfer } from '../../../src/collection/resubmit.ts';
import { approveSteps, debtorsOfStepsWaiting } from '../../../src/dunning/approve-steps.ts';
import { playConfiguration, setUpTown } from '../../../src/cli/play-setup.ts';
import { letterAssets } from '../../../src/cli/letters.ts';
import { workTheDay } from '../../../src/cli/days-work.ts';
import { openItems } from '../../../src/agreements/work-items.ts';
import { claimNumber } from '../../../src/claims/types.ts';
import { registerDebtors } from '../../../src/debtors/register.ts';
import { fetchPersons, isAnybodyUnknown } from '../../../src/facts/fetch-persons.ts';
import {
  addMonths,
  date,
  dayOfMonth,
  month,
  monthOf,
  type PlainDate,
  type YearMonth,
} from '../../../src/kernel/dates.ts';
import type { DebtorNumber } from '../../../src/kernel/ids.ts';
import type { Result } from '../../../src/kernel/result.ts';
import type { Configuration } from '../../../src/municipality/configuration.ts';
import { letterDeliveryStandIn } from '../../../src/outside/letter-delivery/stand-in.ts';
import { directAuthority } from '../../../src/outside/psrm/direct.ts';
import { SimulatedAuthority, type SimulatorConfig } from '../../../src/outside/psrm/simulator.ts';
import type { Stopwatch } from '../../../src/platform/stopwatch.ts';
import type { Receipt } from '../../../src/payments/receive.ts';
import type { Reversal } from '../../../src/payments/reverse-payment.ts';
import type { RecoveryAuthority } from '../../../src/collection/recovery-port.ts';
import {
  inMunicipality,
  readInMunicipality,
  type Database,
  type MunicipalityReadTx,
  type MunicipalityTx,
} from '../../../src/platform/database.ts';
import {
  fetchFor,
  morningOf,
  TOWN,
  townConfiguration,
  TownRegisters,
  tryRun,
} from '../../integration/town.ts';
import { aDebtor, cprOf, pay } from '../../vocabulary.ts';

/** How many people live in the town; letters on paper to the last of them come back. */
export const PEOPLE = 8;
export const BEGINS: YearMonth = month('2024-01');
const BEFORE = date('2023-12-20');

/** What municipalities may have chosen. */
export interface Choices {
  readonly firstContact: Configuration['firstContact'];
  readonly lossesBooked: 'automatically' | 'by people';
  /** Every so many things that Gældsstyrelsen has carried out it refuses afterwards as well; 0 = none. */
  readonly contradictEvery: number;
  /** Every so many deliveries it takes and does not answer; 0 = none. */
  readonly silentEvery: number;
  /** Interest and fees on repayable benefit, too; none when absent. */
  readonly chargedBenefit?: boolean;
}

const decided = { decidedOn: date('2020-01-01'), reference: 'Byrådet 12/2019' };
const ground = { ground: 'Byrådet har besluttet det', recordedBy: 'Byrådet', recordedOn: date('2023-01-01') };
const charged = { interest: decided, fee: { ...decided, amount: null } };

const bills = { KFDAINS: charged, CFFAKTU: charged, KFROTFO: charged, KFMILJØ: charged };

/** Types of both regimes and of neither charge, and one with interest of a kind of its own, so that each way to the end is gone. */
export const billTypes = ['KFDAINS', 'CFFAKTU', 'KFROTFO', 'KFMILJØ', 'DKFLYTT', 'KFBOTMO'] as const;

async function configurationOf({
  firstContact,
  lossesBooked,
  chargedBenefit = false,
}: Choices): Promise<Configuration> {
  const play = await playConfiguration(TOWN);
  const { automatic, hearing, changes } = townConfiguration();
  const all = { lapse: ground, limitation: ground, recovery: ground, rounding: ground };
  return {
    ...play,
    automatic,
    hearing,
    changes,
    firstContact,
    claimTypes: { ...bills, ...(chargedBenefit ? { KTTIBAK: charged } : {}) },
    setOff: { socialBenefits: false, hearingDays: 14, complaint: { none: 'no-higher-authority' } },
    transfer: { ...play.transfer, automatic: { ...ground, impactAssessment: 'Sag 2023-1' } },
    writeOff: lossesBooked === 'automatically' ? { ...play.writeOff, automatic: all } : play.writeOff,
  };
}

/** What somebody is like, as the registers tell it; a test's events change it. */
interface Person {
  net: number;
  diedOn: PlainDate | null;
  moved: boolean;
}

class Refused extends Error {}

/** A town of some people while it is played day by day: real database, real rooms, registers and authority from memory. */
export class PlayedTown {
  readonly database: Database;
  readonly configuration: Configuration;
  readonly simulated: SimulatedAuthority;
  readonly simulatorConfig: SimulatorConfig;
  readonly debtors: readonly DebtorNumber[];
  readonly people: readonly Person[] = Array.from({ length: PEOPLE }, () => ({
    net: 18_000,
    diedOn: null,
    moved: false,
  }));
  /** What was told of money, to be told again. */
  readonly told: Receipt[] = [];
  readonly takenBack: Reversal[] = [];
  /** How often what was tried has come about. */
  readonly came = new Map<string, number>();
  /** Who looks on while a day is worked, step by step. */
  stopwatch: ((on: PlainDate) => Stopwatch) | undefined;
  readonly #registers = new TownRegisters();
  readonly #recovery: RecoveryAuthority;
  readonly #delivery = letterDeliveryStandIn({ [String(100_000 + PEOPLE)]: 'returned', '100002': 'slow' });
  readonly #assets = letterAssets();
  readonly #paid: { readonly index: number; readonly of: YearMonth; readonly net: number }[] = [];
  #fetched: YearMonth | null = null;
  #run: YearMonth | null = null;

  private constructor(
    database: Database,
    {
      configuration,
      debtors,
      choices,
    }: { configuration: Configuration; debtors: readonly DebtorNumber[]; choices: Choices },
  ) {
    this.database = database;
    this.configuration = configuration;
    this.debtors = debtors;
    const { creditor, rights } = configuration.recovery;
    const { contradictEvery, silentEvery } = choices;
    const agreement = { creditor: creditor ?? '', types: null, rights };
    this.simulatorConfig = { agreement, seed: 7, contradictEvery };
    this.simulated = new SimulatedAuthority(this.simulatorConfig);
    this.#recovery = directAuthority(this.simulated, { timeoutEvery: silentEvery });
    this.#delivery.behave({ unavailableEvery: 0, twiceAndBackwards: true });
  }

  /** A town with its people, who owe nothing yet. */
  static async begin(database: Database, choices: Choices): Promise<PlayedTown> {
    const configuration = await configurationOf(choices);
    await setUpTown(database, { configuration, clock: () => morningOf(BEFORE) });
    const cprs = Array.from({ length: PEOPLE }, (_, place) => cprOf(place + 1));
    const debtors = await inMunicipality(database, TOWN, async (tx) => {
      const numbers = await registerDebtors(tx, cprs, morningOf(BEFORE));
      return cprs.map((cpr) => numbers.get(cpr)!); // each was registered
    });
    return new PlayedTown(database, { configuration, debtors, choices });
  }

  read<T>(work: (tx: MunicipalityReadTx) => Promise<T>): Promise<T> {
    return readInMunicipality(this.database, TOWN, work);
  }

  do<T>(work: (tx: MunicipalityTx) => Promise<T>): Promise<T> {
    return inMunicipality(this.database, TOWN, work);
  }

  /** Does what may be refused, which leaves nothing half done; null = there was nothing to do it with. Answers whether it was done. */
  async attempt(
    name: string,
    work: (tx: MunicipalityTx) => Promise<Result<unknown, { readonly tag: string }> | null>,
  ): Promise<boolean> {
    let how = name;
    try {
      await this.do(async (tx) => {
        const done = await work(tx);
        if (done === null) throw new Refused('-');
        if (!done.ok) throw new Refused(done.refusal.tag);
      });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      how = `${name}: ${error.message}`;
    }
    this.came.set(how, (this.came.get(how) ?? 0) + 1);
    return how === name;
  }

  /** All that the municipality does on a day, after what has happened on it. */
  async work(on: PlainDate): Promise<void> {
    const clock = () => morningOf(on);
    const persons = this.#registers.persons;
    if (this.#fetched !== monthOf(on)) await this.#fetch(on);
    else if (await this.read(isAnybodyUnknown)) {
      this.#tell(monthOf(on));
      await fetchPersons({
        database: this.database,
        municipality: TOWN,
        persons,
        who: 'unknown',
        by: 'prøve',
        clock,
      });
    }
    if (this.#run !== monthOf(on) && dayOfMonth(monthOf(on), 10) <= on) await this.#runMonth(on);
    await this.#approve(on);
    await this.workAgain(on);
  }

  /** The day's work alone. */
  async workAgain(on: PlainDate): Promise<void> {
    const stopwatch = this.stopwatch?.(on);
    await workTheDay({
      ...(stopwatch === undefined ? {} : { stopwatch }),
      database: this.database,
      municipality: TOWN,
      delivery: this.#delivery,
      recovery: this.#recovery,
      assets: this.#assets,
      keep: 'model-only',
      by: 'prøve',
      clock: () => morningOf(on),
      progress: () => () => undefined,
    });
  }

  get recovery(): RecoveryAuthority {
    return this.#recovery;
  }

  async #fetch(on: PlainDate): Promise<void> {
    const of = monthOf(on);
    this.#fetched = of;
    this.#tell(of);
    const { persons } = this.#registers;
    const clock = () => morningOf(on);
    await fetchPersons({
      database: this.database,
      municipality: TOWN,
      persons,
      who: 'all',
      by: 'prøve',
      clock,
    });
    await fetchFor({ database: this.database, registers: this.#registers }, of, on);
  }

  /** A month for which the law's table is missing decides nothing. */
  async #runMonth(on: PlainDate): Promise<void> {
    this.#run = monthOf(on);
    const ran = await tryRun(this.database, this.#run, { on, dryRun: false });
    if (!ran.ok && ran.refusal.tag !== 'no-table' && ran.refusal.tag !== 'no-facts')
      throw new Error(ran.refusal.tag);
  }

  /** What the registers know at the beginning of a month: everybody's pay until then, and who is dead or away. */
  #tell(of: YearMonth): void {
    const last = addMonths(of, -1);
    for (const [place, { net, diedOn, moved }] of this.people.entries()) {
      const index = place + 1;
      if (!this.#paid.some((each) => each.index === index && each.of === last))
        this.#paid.push({ index, of: last, net });
      const mine = this.#paid.filter((each) => each.index === index);
      const earlier = Array.from({ length: 6 }, (_, back) => pay(addMonths(BEGINS, back - 7), 18_000));
      const { address } = aDebtor(index).person;
      this.#registers.tell(
        aDebtor(index)
          .withReports(...earlier, ...mine.map((each) => pay(each.of, each.net)))
          .withPerson({
            ...(diedOn === null ? {} : { status: 90, statusFrom: diedOn }),
            address: moved ? [] : address,
            digitalPost: index !== PEOPLE && !moved,
          }),
      );
    }
  }

  async #approve(on: PlainDate): Promise<void> {
    const at = morningOf(on).subtract({ hours: 1 });
    await this.do(async (tx) => {
      const approving = {
        by: 'Bodil',
        on,
        at,
        oneByOne: 'all',
        together: true,
        reply: 'Vi har læst det.',
      } as const;
      for (const back of [-1, 0]) await approveWaiting(tx, addMonths(monthOf(on), back), approving);
      for (const debtor of await debtorsOfStepsWaiting(tx))
        await approveSteps(tx, { debtor, claim: null, by: 'Bodil', at });
      for (const { about } of await openItems(tx, { debtor: null, kind: 'transfer-not-ready' })) {
        const claim = /^claim (\d+) /.exec(about ?? '')?.[1];
        if (claim === undefined) continue;
        const because = 'Kravet er set efter af en medarbejder.';
        await acceptTransfer(tx, { claim: claimNumber(BigInt(claim)), because }, { by: 'Bodil', at });
      }
    });
  }
}
