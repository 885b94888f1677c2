import type { dialogue as english } from '../en/dialogue.ts';

export const dialogue: { readonly [key in keyof typeof english]: string } = {
  'dialogue.commands':
    'En cualquier momento: *menú* para empezar de nuevo, *atrás* para la pregunta anterior, *cancelar* para terminar, *ayuda* para ver esto.',
  'dialogue.cancelled': 'Cancelado. No se guardó nada. Escriba *menú* cuando quiera empezar de nuevo.',
  'dialogue.nothing_to_cancel': 'No hay nada que cancelar. Escriba *menú* para empezar.',
  'dialogue.no_way_back': 'Esta es la primera pregunta, no hay ninguna antes.',
  'dialogue.expired': 'Pasó un tiempo, así que lo que habíamos empezado terminó y no se guardó.',
  'dialogue.stale_choice': 'Esa opción es de una pregunta anterior. Vamos en esto:',
  'dialogue.past_choice': 'Esa pregunta ya quedó atendida.',
  'dialogue.too_long': 'Es más largo de lo que puedo leer. Por favor dígalo con menos palabras.',
  'dialogue.slow_down': 'Escribe más rápido de lo que puedo seguir. Vuelvo a leerle en un minuto.',
  'dialogue.automatic':
    'Llega siempre el mismo mensaje, así que dejo de contestarlo. Escriba otra cosa para continuar.',
  'dialogue.no_progress':
    'Así no avanzamos, por lo que dejo de responder. Por favor espere diez minutos antes de volver a escribir.',
  'dialogue.abuse': 'Entiendo que está molesto. Solo puedo ayudarle con lo que necesita: por favor dígame qué es.',
  'dialogue.not_kept': 'Algo falló de nuestro lado. Por favor intente de nuevo en un momento.',
  'dialogue.reminder_confirmed': 'Gracias, queda anotado.',
  'dialogue.reminder_passed_on': 'Gracias por avisar. Ya lo comunicamos a quien corresponde.',
  'dialogue.options': 'Opciones',
};
