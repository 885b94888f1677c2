import type { appointment as english } from '../en/appointment.ts';

export const appointment: { readonly [key in keyof typeof english]: string } = {
  'appointment.hello': 'Hallo! Hier kan jy die herinneringe aan jou afsprake beantwoord.',
  'appointment.ask_welcome': 'Waarmee kan ek help?',
  'appointment.ask_coming': 'Sal jy kom?',
  'appointment.ask_why': 'Wil jy ’n ander tyd hê, of kom jy nie?',
  'appointment.ask_change': 'Het iets verander?',
  'appointment.help':
    'Beantwoord die herinnering aan jou afspraak: *ja* as jy kom, *’n ander tyd* as dit jou nie pas nie, *ek kom nie* as jy dit nie nodig het nie. Vir enigiets anders, praat met ’n mens.',
  'appointment.confirmed': 'Dankie! Jou afspraak is bevestig.',
  'appointment.declined':
    'Dankie dat jy ons laat weet. Ons het aangeteken dat jy nie kom nie. As jy ’n ander tyd wil hê, skryf net *’n ander tyd*.',
  'appointment.another_time':
    'Natuurlik, ons sal ’n ander tyd vind. ’n Kollega sal jou hier antwoord. Jy kan solank skryf watter dae en ure jou pas.',
  'appointment.changed':
    '{answer, select, confirmed {Jy het voorheen bevestig} declined {Jy het voorheen gesê jy kom nie} other {Jy het voorheen ’n ander tyd gevra}}; dit is nou verander.',
  'appointment.already':
    '{answer, select, confirmed {Jy het hierdie afspraak reeds bevestig. Dankie!} other {Jy het reeds gesê jy kom nie.}}',
  'appointment.left':
    '{answer, select, confirmed {Goed so, jou afspraak bly bevestig.} declined {Goed so, jy kom nie.} reschedule_requested {Goed so, jy wil nog ’n ander tyd hê.} other {Goed so. Jou antwoord is nog oop: skryf *ja* of *’n ander tyd* wanneer jy weet.}}',
  'appointment.none_found':
    'Ek vind geen herinnering van jou wat op ’n antwoord wag nie. ’n Mens kan jou afspraak opsoek.',
  'appointment.not_understood': 'Ek het dit nie verstaan nie. Jy kan *ja*, *’n ander tyd* of *ek kom nie* antwoord.',
  'appointment.voice_unclear':
    'Ek kon nie die stemboodskap uitmaak nie. Jy kan *ja*, *’n ander tyd* of *ek kom nie* skryf.',
  'appointment.stuck': 'Ek verstaan nog nie, jammer. ’n Mens kan jou help.',
  'appointment.person': 'Ek gee jou deur aan ’n mens, wat jou hier sal antwoord.',
  'appointment.you_are_welcome': 'Dis ’n plesier!',
  'appointment.choice_confirm': 'Bevestig afspraak',
  'appointment.choice_another_time': '’n Ander tyd',
  'appointment.choice_decline': 'Ek kom nie',
  'appointment.choice_leave': 'Los dit so',
  'appointment.choice_person': 'Praat met ’n mens',
};
