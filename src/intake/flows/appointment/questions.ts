// What is asked at each step. It depends on the state alone: `back`, `help` and old buttons put a question again.
import { choose, type Choice } from '../../choices.ts';
import type { AskInput, Reply } from '../../flow.ts';
import type { Say } from '../../locales/index.ts';
import type { Looking } from '../../lookups.ts';
import { particulars } from './reminder.ts';
import { mostMisses, type AppointmentState } from './state.ts';
import { choiceIds } from './wish.ts';

export function* ask({ state, say }: AskInput<AppointmentState>): Looking<Reply[]> {
  const { step, data } = state;
  const all = choicesOf(say);
  switch (step) {
    case 'welcome': {
      // In the order of what reminders say without buttons: 1 for yes, 2 for another time.
      const choices = [all.confirm, all.anotherTime, all.person];
      const waits = data.reminder?.answer === null;
      return [
        ...(waits ? particulars(data.reminder) : []),
        choose(say(waits ? 'appointment.ask_coming' : 'appointment.ask_welcome'), choices, say('dialogue.options')),
      ];
    }
    case 'why':
      return [question(state, say, say('appointment.ask_why'), [all.anotherTime, all.decline, all.confirm])];
    case 'change': {
      const other = data.reminder?.answer === 'confirmed' ? all.decline : all.confirm;
      return [question(state, say, say('appointment.ask_change'), [all.anotherTime, other, all.leave])];
    }
  }
}

/** With a person to talk to once it does not get on. */
function question({ data }: AppointmentState, say: Say, body: string, choices: readonly Choice[]): Reply {
  const all = data.misses < mostMisses ? choices : [...choices, choicesOf(say).person];
  return choose(body, all, say('dialogue.options'));
}

function choicesOf(say: Say) {
  return {
    confirm: { id: choiceIds.confirm, title: say('appointment.choice_confirm') },
    anotherTime: { id: choiceIds.anotherTime, title: say('appointment.choice_another_time') },
    decline: { id: choiceIds.decline, title: say('appointment.choice_decline') },
    leave: { id: choiceIds.leave, title: say('appointment.choice_leave') },
    person: { id: choiceIds.person, title: say('appointment.choice_person') },
  };
}
