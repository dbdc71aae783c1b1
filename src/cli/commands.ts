import { databaseOption, type Command } from './command.ts';
import { questionCommand } from './question-command.ts';
import { questions } from './questions/questions.ts';

type Commands = Readonly<Record<string, () => Promise<Command>>>;

const each: Commands = {
  'demo generate': async () => (await import('./demo-generate.ts')).demoGenerateCommand,
  'demo load': async () => (await import('./demo-load.ts')).demoLoadCommand,
  'demo play': async () => (await import('./demo-play.ts')).demoPlayCommand,
  'demo serve': async () => (await import('./demo-serve.ts')).demoServeCommand,
  serve: async () => (await import('./serve.ts')).serveCommand,
  migrate: async () => (await import('./migrate.ts')).migrateCommand,
  'municipality create': async () => (await import('./municipality.ts')).municipalityCreateCommand,
  'municipality configure': async () => (await import('./municipality.ts')).municipalityConfigureCommand,
  'arrangement ask': async () => (await import('./arrangements.ts')).arrangementAskCommand,
  'arrangement decide': async () => (await import('./arrangements.ts')).arrangementDecideCommand,
  'arrangement end': async () => (await import('./arrangements.ts')).arrangementEndCommand,
  'arrangement list': async () => (await import('./arrangements.ts')).arrangementListCommand,
  'objection note': async () => (await import('./objections.ts')).objectionNoteCommand,
  'objection answer': async () => (await import('./objections.ts')).objectionAnswerCommand,
  'objection list': async () => (await import('./objections.ts')).objectionListCommand,
  holds: async () => (await import('./holds.ts')).holdsCommand,
  'hold list': async () => (await import('./holds.ts')).holdListCommand,
  'hold place': async () => (await import('./holds.ts')).holdPlaceCommand,
  'hold lift': async () => (await import('./holds.ts')).holdLiftCommand,
  dunning: async () => (await import('./dunning.ts')).dunningCommand,
  'dunning approve': async () => (await import('./dunning.ts')).dunningApproveCommand,
  'claims import': async () => (await import('./claims-import.ts')).claimsImportCommand,
  'claims raise': async () => (await import('./claims-raise.ts')).claimsRaiseCommand,
  'claims correct': async () => (await import('./claims-correct.ts')).claimsCorrectCommand,
  'claims lapse': async () => (await import('./claims-lapse.ts')).claimsLapseCommand,
  'write-off': async () => (await import('./write-off.ts')).writeOffCommand,
  'write-off propose': async () => (await import('./write-off-act.ts')).writeOffProposeCommand,
  'write-off approve': async () => (await import('./write-off-act.ts')).writeOffApproveCommand,
  'write-off refuse': async () => (await import('./write-off-act.ts')).writeOffRefuseCommand,
  'write-off reverse': async () => (await import('./write-off-act.ts')).writeOffReverseCommand,
  'payment register': async () => (await import('./payment-register.ts')).paymentRegisterCommand,
  'payment receive': async () => (await import('./payment-receive.ts')).paymentReceiveCommand,
  'payment reverse': async () => (await import('./payment-reverse.ts')).paymentReverseCommand,
  'payment move': async () => (await import('./payment-move.ts')).paymentMoveCommand,
  'suspense list': async () => (await import('./suspense-list.ts')).suspenseListCommand,
  'suspense resolve': async () => (await import('./suspense-resolve.ts')).suspenseResolveCommand,
  'suspense return': async () => (await import('./payment-reverse.ts')).suspenseReturnCommand,
  'bank import': async () => (await import('./bank-import.ts')).bankImportCommand,
  'bank list': async () => (await import('./bank-lines.ts')).bankListCommand,
  'bank set-aside': async () => (await import('./bank-lines.ts')).bankSetAsideCommand,
  'refund list': async () => (await import('./refund.ts')).refundListCommand,
  'refund propose': async () => (await import('./refund.ts')).refundProposeCommand,
  'refund approve': async () => (await import('./refund.ts')).refundApproveCommand,
  'refund withdraw': async () => (await import('./refund.ts')).refundWithdrawCommand,
  'refund send': async () => (await import('./refund-send.ts')).refundSendCommand,
  'refund answer': async () => (await import('./refund-send.ts')).refundAnswerCommand,
  'till count': async () => (await import('./till.ts')).tillCountCommand,
  'till empty': async () => (await import('./till.ts')).tillEmptyCommand,
  balance: async () => (await import('./balance.ts')).balanceCommand,
  'ledger rebuild-balances': async () => (await import('./ledger-rebuild.ts')).ledgerRebuildCommand,
  'accounts import': async () => (await import('./accounts-import.ts')).accountsImportCommand,
  post: async () => (await import('./post.ts')).postCommand,
  reconcile: async () => (await import('./reconcile.ts')).reconcileCommand,
  'facts fetch': async () => (await import('./facts-fetch.ts')).factsFetchCommand,
  'facts state': async () => (await import('./facts-state.ts')).factsStateCommand,
  'month run': async () => (await import('./month-run.ts')).monthRunCommand,
  'month approve': async () => (await import('./month-approve.ts')).monthApproveCommand,
  'decision list': async () => (await import('./decision-list.ts')).decisionListCommand,
  'decision approve': async () => (await import('./decision.ts')).decisionApproveCommand,
  'decision withdraw': async () => (await import('./decision.ts')).decisionWithdrawCommand,
  'decision reverse': async () => (await import('./decision.ts')).decisionReverseCommand,
  'hearing answer': async () => (await import('./hearing-answer.ts')).hearingAnswerCommand,
  'work list': async () => (await import('./work-list.ts')).workListCommand,
  'work close': async () => (await import('./work-close.ts')).workCloseCommand,
  'work accept': async () => (await import('./work-accept.ts')).workAcceptCommand,
  'work approve': async () => (await import('./work-accept.ts')).workApproveCommand,
  'work withdraw': async () => (await import('./work-accept.ts')).workWithdrawCommand,
  'day run': async () => (await import('./day-run.ts')).dayRunCommand,
  'instalments raise': async () => (await import('./instalments-raise.ts')).instalmentsRaiseCommand,
  'letters make': async () => (await import('./letters.ts')).lettersMakeCommand,
  'letters export': async () => (await import('./letters.ts')).lettersExportCommand,
  'letters send': async () => (await import('./letters-send.ts')).lettersSendCommand,
  'letters arrived': async () => (await import('./letters-send.ts')).lettersArrivedCommand,
  'letters returned': async () => (await import('./letters-send.ts')).lettersReturnedCommand,
  'debtor represent': async () => (await import('./debtor-represent.ts')).debtorRepresentCommand,
  'debtor language': async () => (await import('./debtor-language.ts')).debtorLanguageCommand,
  'debtor show': async () => (await import('./debtor-show.ts')).debtorShowCommand,
  'debtor fix-amount': async () => (await import('./debtor-reassess.ts')).debtorFixAmountCommand,
  'debtor reassess': async () => (await import('./debtor-reassess.ts')).debtorReassessCommand,
  explain: async () => (await import('./explain.ts')).explainCommand,
  verify: async () => (await import('./verify.ts')).verifyCommand,
  ...Object.fromEntries(
    Object.entries(questions).map(([name, question]) => [name, () => questionCommand(name, question)]),
  ),
  // The question of that name, too.
  lapse: async () => (await import('./lapse.ts')).lapseCommand,
};

/**
 * Every command by its words; loaded when called, so that a question on standard input starts quickly. Each can be told
 * which database of the server is meant.
 */
export const commands: Commands = Object.fromEntries(
  Object.entries(each).map(([words, load]) => [words, async () => withDatabaseOption(await load())]),
);

function withDatabaseOption(command: Command): Command {
  return { ...command, options: { ...command.options, ...databaseOption } };
}
