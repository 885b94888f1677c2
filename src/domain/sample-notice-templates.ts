// Templates for notices, one of each kind: what happened is {{1}} to {{3}}; of maintenance and shifts everything is the notice's data.
import type { TemplateDefinition } from './template.ts';

type Common = Pick<TemplateDefinition, 'category' | 'parameterFormat' | 'buttons'>;

const common: Common = { category: 'utility', parameterFormat: 'positional', buttons: [] };
const spanish = { ...common, language: 'es_MX' };
const english = { ...common, language: 'en' };

export const noticeTemplates: readonly TemplateDefinition[] = [
  {
    ...spanish,
    name: 'sla_warning',
    body: 'El ticket {{1}} ({{2}}) está por vencer. Su plazo es {{3}}. Por favor, atiéndalo a tiempo.',
    samples: { '1': 'MAINT-7KQ4MX', '2': 'Mantenimiento', '3': '7 dic 2026, 10:30' },
  },
  {
    ...english,
    name: 'sla_warning',
    body: 'The ticket {{1}} ({{2}}) is due soon, on {{3}}. Please see to it in time.',
    samples: { '1': 'MAINT-7KQ4MX', '2': 'Maintenance', '3': '7 Dec 2026, 10:30' },
  },
  {
    ...spanish,
    name: 'sla_breach',
    body: 'El ticket {{1}} ({{2}}) no se resolvió a tiempo. Su plazo era {{3}}. Por favor, atiéndalo lo antes posible.',
    samples: { '1': 'MAINT-7KQ4MX', '2': 'Mantenimiento', '3': '7 dic 2026, 10:30' },
  },
  {
    ...english,
    name: 'sla_breach',
    body: 'The ticket {{1}} ({{2}}) was not resolved in time. It was due on {{3}}. Please see to it as soon as you can.',
    samples: { '1': 'MAINT-7KQ4MX', '2': 'Maintenance', '3': '7 Dec 2026, 10:30' },
  },
  {
    ...spanish,
    name: 'order_status',
    body: 'El pedido {{1}} cambió de estado: {{2}}. Fecha esperada: {{3}}. Puede responder a este mensaje si necesita algo más.',
    samples: { '1': 'PO-1001', '2': 'en proceso', '3': '7 de diciembre de 2026' },
  },
  {
    ...english,
    name: 'order_status',
    body: 'The status of order {{1}} is now: {{2}}. Expected: {{3}}. You can answer this message if you need anything else.',
    samples: { '1': 'PO-1001', '2': 'in progress', '3': '7 December 2026' },
  },
  {
    ...spanish,
    name: 'maintenance_due',
    body: 'La máquina {{1}} requiere mantenimiento: {{2}}. Por favor, avise cuando esté hecho.',
    samples: { '1': 'M-07 (Prensa 7)', '2': 'cambio de aceite' },
  },
  {
    ...english,
    name: 'maintenance_due',
    body: 'Machine {{1}} is due for maintenance: {{2}}. Please tell us when it is done.',
    samples: { '1': 'M-07 (Press 7)', '2': 'oil change' },
  },
  {
    ...spanish,
    name: 'shift_notice',
    body: 'Le recordamos su turno: {{1}}. Empieza a las {{2}}. ¡Le esperamos!',
    samples: { '1': 'turno de noche, línea 2', '2': '22:00' },
  },
  {
    ...english,
    name: 'shift_notice',
    body: 'A reminder of your shift: {{1}}. It starts at {{2}}. See you there!',
    samples: { '1': 'night shift, line 2', '2': '22:00' },
  },
];
