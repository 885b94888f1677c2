import type { appointment as english } from '../en/appointment.ts';

export const appointment: { readonly [key in keyof typeof english]: string } = {
  'appointment.hello': 'Sawubona! Lapha ungaphendula izikhumbuzo zezikhathi zakho zokubonana nathi.',
  'appointment.ask_welcome': 'Ngingakusiza ngani?',
  'appointment.ask_coming': 'Uzofika yini?',
  'appointment.ask_why': 'Ufuna esinye isikhathi, noma awuzi?',
  'appointment.ask_change': 'Ingabe kukhona okushintshile?',
  'appointment.help':
    'Phendula isikhumbuzo sesikhathi sakho: *yebo* uma uzofika, *esinye isikhathi* uma singakulungele, *angizi* uma ungasasidingi. Nganoma yini enye, khuluma nomuntu.',
  'appointment.confirmed': 'Ngiyabonga! Isikhathi sakho siqinisekisiwe.',
  'appointment.declined':
    'Ngiyabonga ngokusazisa. Sikubhalile ukuthi awuzi. Uma ufuna esinye isikhathi, vele ubhale *esinye isikhathi*.',
  'appointment.another_time':
    'Kulungile, sizothola esinye isikhathi. Uzakwethu uzokuphendula lapha. Ungabhala manje ukuthi yiziphi izinsuku namahora akulungele.',
  'appointment.changed':
    '{answer, select, confirmed {Ubuqinisekisile ngaphambili} declined {Ubusho ukuthi awuzi} other {Ubucele esinye isikhathi}}; sekushintshiwe manje.',
  'appointment.already':
    '{answer, select, confirmed {Usuvele usiqinisekisile lesi sikhathi. Ngiyabonga!} other {Usuvele usitshelile ukuthi awuzi.}}',
  'appointment.left':
    '{answer, select, confirmed {Kulungile, isikhathi sakho sihlala siqinisekisiwe.} declined {Kulungile, awuzi.} reschedule_requested {Kulungile, usafuna esinye isikhathi.} other {Kulungile. Impendulo yakho isalindelwe: bhala *yebo* noma *esinye isikhathi* uma usuwazi.}}',
  'appointment.none_found': 'Angitholi sikhumbuzo sakho esilinde impendulo. Umuntu angabheka isikhathi sakho.',
  'appointment.not_understood': 'Angikuzwanga lokho. Ungaphendula ngokuthi *yebo*, *esinye isikhathi* noma *angizi*.',
  'appointment.voice_unclear':
    'Angikwazanga ukuzwa umlayezo wezwi. Ungabhala *yebo*, *esinye isikhathi* noma *angizi*.',
  'appointment.stuck': 'Angikaqondi namanje, uxolo. Umuntu angakusiza.',
  'appointment.person': 'Ngikudlulisela kumuntu, ozokuphendula lapha.',
  'appointment.you_are_welcome': 'Kuyintokozo!',
  'appointment.choice_confirm': 'Qinisekisa isikhathi',
  'appointment.choice_another_time': 'Esinye isikhathi',
  'appointment.choice_decline': 'Angizi',
  'appointment.choice_leave': 'Kuyekele kunjalo',
  'appointment.choice_person': 'Khuluma nomuntu',
};
