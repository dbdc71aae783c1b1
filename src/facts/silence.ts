import type { Answers } from './store.ts';

type Register = 'income' | 'person' | 'benefits';
const registers: readonly Register[] = ['income', 'person', 'benefits'];

/** So many in a row without an answer, and the register is silent for everybody; own choice. */
const SILENT_AFTER = 20;

/** What lies with the register and not with the person it was asked about. */
const itsOwn: ReadonlySet<string> = new Set(['unavailable', 'too-slow', 'refused', 'malformed']);

/** Listens while registers are asked, and tells which has fallen silent for everybody, and not for somebody alone. */
export class Silence {
  #asked = 0;
  readonly #unanswered: Record<Register, number> = { income: 0, person: 0, benefits: 0 };

  note(answers: readonly Answers[]): void {
    this.#asked += answers.length;
    for (const each of answers)
      for (const register of registers) {
        const answer = each[register];
        const silent = answer?.state === 'not-obtained' && itsOwn.has(answer.reason.tag);
        this.#unanswered[register] = silent ? this.#unanswered[register] + 1 : 0;
      }
  }

  /** The first that is silent: so many in a row had no answer, or nobody has had one. Null: all speak. */
  silent(): Register | null {
    const isSilent = (register: Register) => {
      const count = this.#unanswered[register];
      return count >= SILENT_AFTER || (count > 0 && count === this.#asked);
    };
    return registers.find(isSilent) ?? null;
  }
}
