// What was chosen of what a question offers.
import { text } from '../../choices.ts';
import type { StepInput } from '../../flow.ts';
import type { Looking } from '../../lookups.ts';
import { asCategory } from './categories.ts';
import { change, drop, submit } from './confirm.ts';
import { miss } from './miss.ts';
import { goOn, stay, type ReportState, type ReportStep } from './state.ts';
import { tellStatus } from './status.ts';

/** The choices of the first question are good whenever they are tapped: they lose nothing. */
export function isAlwaysGood(replyId: string): boolean {
  return replyId.startsWith('start:');
}

export function* takeChoice(input: StepInput<ReportState>, replyId: string): Looking<ReportStep> {
  const { data } = input.state;
  const [question = '', choice = ''] = replyId.split(':');
  switch (question) {
    case 'start':
      return yield* begin(input, choice);
    case 'category':
      return goOn({ ...data, category: asCategory(choice) });
    case 'confirm':
      return yield* takeVerdict(input, choice);
    case 'change':
      return change(input, choice);
    case 'photos':
      return goOn(data);
    case 'ticket':
      return yield* tellStatus(input, choice);
    default:
      return miss(input);
  }
}

function* begin(input: StepInput<ReportState>, choice: string): Looking<ReportStep> {
  if (choice === 'status') return yield* tellStatus(input);
  return choice === 'person' ? handOver(input) : goOn(input.state.data);
}

function* takeVerdict(input: StepInput<ReportState>, choice: string): Looking<ReportStep> {
  const { data } = input.state;
  if (choice === 'cancel') return drop(input);
  return choice === 'send' ? yield* submit(input) : stay({ step: 'change', data });
}

export function handOver({ say }: StepInput<ReportState>): ReportStep {
  return {
    state: undefined,
    replies: [text(say('report.person'))],
    effects: [{ type: 'hand_over', reason: 'asked' }],
  };
}
