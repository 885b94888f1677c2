// What the engine says, whatever the flow.
export const dialogue = {
  'dialogue.commands':
    'At any time: *menu* to begin again, *back* for the question before, *cancel* to stop, *help* for this.',
  'dialogue.cancelled': 'Cancelled. Nothing was kept. Write *menu* whenever you want to begin again.',
  'dialogue.nothing_to_cancel': 'There is nothing to cancel. Write *menu* to begin.',
  'dialogue.no_way_back': 'This is the first question, there is none before it.',
  'dialogue.expired': 'It has been a while, so what we had begun is over and was not kept.',
  'dialogue.stale_choice': 'That choice belongs to an earlier question. Here is where we are:',
  'dialogue.past_choice': 'That question has been dealt with already.',
  'dialogue.too_long': 'That is longer than I can take in. Please say it in fewer words.',
  'dialogue.slow_down': 'You write faster than I can follow. I will listen again in a minute.',
  'dialogue.automatic': 'The same message keeps coming, so I stop answering it. Write something else to go on.',
  'dialogue.no_progress':
    'We are not getting on like this, so I stop answering. Please wait ten minutes before you write again.',
  'dialogue.abuse': 'I understand that you are upset. I can only help with what you need: please tell me that.',
  'dialogue.not_kept': 'Something went wrong on our side. Please try again in a moment.',
  'dialogue.reminder_confirmed': 'Thank you, that is noted.',
  'dialogue.reminder_passed_on': 'Thank you for telling us. We have passed it on.',
  'dialogue.options': 'Options',
} as const;
