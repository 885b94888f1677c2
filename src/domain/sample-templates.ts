// Templates that come with Switchboard: for a clinic's reminders and a shop's orders in Mexican Spanish, and for tickets and notices
// in English too. Positional, so that they read the same at every provider.
import { noticeTemplates } from './sample-notice-templates.ts';
import type { TemplateDefinition } from './template.ts';

const answers: TemplateDefinition['buttons'] = [
  { type: 'quick_reply', text: 'Sí' },
  { type: 'quick_reply', text: 'Reagendar' },
];

/** Takes a ticket's number and its status in words as {{1}} and {{2}}. */
export const ticketUpdateName = 'ticket_update';

const common = { language: 'es_MX', category: 'utility', parameterFormat: 'positional' } as const;

export const sampleTemplates: readonly TemplateDefinition[] = [
  {
    ...common,
    name: 'appointment_reminder',
    body:
      'Hola, {{1}}. Le recordamos que {{2}} tiene cita el {{3}} a las {{4}} en {{5}}. ' +
      '¿Nos confirma su asistencia? Si necesita otro horario, con gusto lo cambiamos.',
    buttons: answers,
    samples: {
      '1': 'María',
      '2': 'Firulais',
      '3': 'lunes 7 de diciembre',
      '4': '10:30',
      '5': 'la Clínica Veterinaria del Valle',
    },
  },
  {
    ...common,
    name: 'vaccination_reminder',
    body:
      'Hola, {{1}}. A {{2}} le toca la vacuna {{3}} el {{4}}. ' +
      '¿Le apartamos un lugar en {{5}}? Si prefiere otra fecha, con gusto la buscamos.',
    buttons: answers,
    samples: {
      '1': 'María',
      '2': 'Firulais',
      '3': 'contra la rabia',
      '4': 'lunes 7 de diciembre',
      '5': 'la Clínica Veterinaria del Valle',
    },
  },
  {
    ...common,
    name: 'order_ready',
    body:
      'Hola, {{1}}. Su pedido {{2}} ya está listo. Puede pasar por él a {{3}} hasta el {{4}}. ' +
      'Por favor, traiga su número de pedido. ¡Gracias por su compra!',
    buttons: [],
    samples: {
      '1': 'María',
      '2': '4821',
      '3': 'la sucursal Centro, Av. Juárez 100',
      '4': 'viernes 11 de diciembre',
    },
  },
  {
    ...common,
    name: ticketUpdateName,
    body: 'Hay novedades de su solicitud {{1}}. Ahora está así: {{2}}. Puede responder a este mensaje si necesita algo más.',
    buttons: [],
    samples: { '1': 'REP-7KQ4MX', '2': 'Resuelto' },
  },
  {
    ...common,
    language: 'en',
    name: ticketUpdateName,
    body: 'There is news about your request {{1}}. It now stands at: {{2}}. You can answer this message if you need anything else.',
    buttons: [],
    samples: { '1': 'REP-7KQ4MX', '2': 'Resolved' },
  },
  ...noticeTemplates,
];
