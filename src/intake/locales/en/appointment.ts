// The flow of a clinic: what people answer to the reminders of their appointments.
export const appointment = {
  'appointment.hello': 'Hello! Here you can answer the reminders of your appointments.',
  'appointment.ask_welcome': 'What can I do for you?',
  'appointment.ask_coming': 'Will you come?',
  'appointment.ask_why': 'Would you like another time, or are you not coming?',
  'appointment.ask_change': 'Has something changed?',
  'appointment.help':
    'Answer the reminder of your appointment: *yes* if you are coming, *another time* if it does not suit you, *I am not coming* if you do not need it. For anything else, talk to a person.',
  'appointment.confirmed': 'Thank you! Your appointment is confirmed.',
  'appointment.declined':
    'Thank you for telling us. We have noted that you are not coming. If you would like another time, just write *another time*.',
  'appointment.another_time':
    'Of course, we will find another time. A colleague will answer you here. You can already write which days and hours suit you.',
  'appointment.changed':
    '{answer, select, confirmed {You had confirmed before} declined {You had told us that you were not coming} other {You had asked for another time}}; that is changed now.',
  'appointment.already':
    '{answer, select, confirmed {You have confirmed this appointment already. Thank you!} other {You have told us already that you are not coming.}}',
  'appointment.left':
    '{answer, select, confirmed {All right, your appointment stays confirmed.} declined {All right, you are not coming.} reschedule_requested {All right, you still want another time.} other {All right. Your answer is still open: write *yes* or *another time* whenever you know.}}',
  'appointment.none_found':
    'I find no reminder of yours that waits for an answer. A person can look up your appointment.',
  'appointment.not_understood': 'I did not understand that. You can answer *yes*, *another time* or *I am not coming*.',
  'appointment.voice_unclear':
    'I could not make out the voice message. You can write *yes*, *another time* or *I am not coming*.',
  'appointment.stuck': 'I still do not understand, I am sorry. A person can help you.',
  'appointment.person': 'I am passing you on to a person, who will answer you here.',
  'appointment.you_are_welcome': 'You are welcome!',
  'appointment.choice_confirm': 'Confirm appointment',
  'appointment.choice_another_time': 'Another time',
  'appointment.choice_decline': 'I am not coming',
  'appointment.choice_leave': 'Leave it as it is',
  'appointment.choice_person': 'Talk to a person',
} as const;
