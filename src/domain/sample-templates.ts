// Templates that come with Switchboard, in Mexican Spanish: for a clinic's reminders and a shop's orders. Positional, so that
// they read the same at every provider.
import type { TemplateDefinition } from './template.ts';

const answers: TemplateDefinition['buttons'] = [
  { type: 'quick_reply', text: 'Sí' },
  { type: 'quick_reply', text: 'Reagendar' },
];

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
];
