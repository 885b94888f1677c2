import type { appointment as english } from '../en/appointment.ts';

export const appointment: { readonly [key in keyof typeof english]: string } = {
  'appointment.hello': 'Bonjour ! Ici, vous pouvez répondre aux rappels de vos rendez-vous.',
  'appointment.ask_welcome': 'Que puis-je faire pour vous ?',
  'appointment.ask_coming': 'Viendrez-vous ?',
  'appointment.ask_why': 'Préférez-vous une autre date, ou ne viendrez-vous pas ?',
  'appointment.ask_change': 'Quelque chose a-t-il changé ?',
  'appointment.help':
    'Répondez au rappel de votre rendez-vous : *oui* si vous venez, *une autre date* si elle ne vous convient pas, *je ne viendrai pas* si vous n’en avez plus besoin. Pour toute autre chose, parlez à quelqu’un.',
  'appointment.confirmed': 'Merci ! Votre rendez-vous est confirmé.',
  'appointment.declined':
    'Merci de nous prévenir. Nous avons noté que vous ne viendrez pas. Si vous voulez une autre date, écrivez simplement *une autre date*.',
  'appointment.another_time':
    'Bien sûr, nous trouverons une autre date. Un collègue vous répondra ici. Vous pouvez déjà écrire quels jours et quelles heures vous conviennent.',
  'appointment.changed':
    '{answer, select, confirmed {Vous aviez confirmé} declined {Vous nous aviez dit que vous ne viendriez pas} other {Vous aviez demandé une autre date}} ; c’est modifié.',
  'appointment.already':
    '{answer, select, confirmed {Vous avez déjà confirmé ce rendez-vous. Merci !} other {Vous nous avez déjà dit que vous ne viendrez pas.}}',
  'appointment.left':
    '{answer, select, confirmed {Très bien, votre rendez-vous reste confirmé.} declined {Très bien, vous ne viendrez pas.} reschedule_requested {Très bien, vous souhaitez toujours une autre date.} other {Très bien. Votre réponse reste attendue : écrivez *oui* ou *une autre date* quand vous saurez.}}',
  'appointment.none_found':
    'Je ne trouve aucun rappel qui attend votre réponse. Quelqu’un peut chercher votre rendez-vous.',
  'appointment.not_understood':
    'Je n’ai pas compris. Vous pouvez répondre *oui*, *une autre date* ou *je ne viendrai pas*.',
  'appointment.voice_unclear':
    'Je n’ai pas pu comprendre le message vocal. Vous pouvez écrire *oui*, *une autre date* ou *je ne viendrai pas*.',
  'appointment.stuck': 'Je ne comprends toujours pas, je suis désolé. Quelqu’un peut vous aider.',
  'appointment.person': 'Je vous passe quelqu’un, qui vous répondra ici.',
  'appointment.you_are_welcome': 'Je vous en prie !',
  'appointment.choice_confirm': 'Confirmer le RDV',
  'appointment.choice_another_time': 'Une autre date',
  'appointment.choice_decline': 'Je ne viendrai pas',
  'appointment.choice_leave': 'Ne rien changer',
  'appointment.choice_person': 'Parler à quelqu’un',
};
