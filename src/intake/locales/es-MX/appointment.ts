import type { appointment as english } from '../en/appointment.ts';

export const appointment: { readonly [key in keyof typeof english]: string } = {
  'appointment.hello': '¡Hola! Aquí puede responder a los recordatorios de sus citas.',
  'appointment.ask_welcome': '¿En qué le puedo ayudar?',
  'appointment.ask_coming': '¿Va a asistir?',
  'appointment.ask_why': '¿Prefiere otra fecha, o no va a asistir?',
  'appointment.ask_change': '¿Cambió algo?',
  'appointment.help':
    'Responda al recordatorio de su cita: *sí* si va a asistir, *otra fecha* si no le queda bien, *no voy a ir* si ya no la necesita. Para cualquier otra cosa, hable con una persona.',
  'appointment.confirmed': '¡Gracias! Su cita quedó confirmada.',
  'appointment.declined':
    'Gracias por avisar. Anotamos que no va a asistir. Si quiere otra fecha, solo escriba *otra fecha*.',
  'appointment.another_time':
    'Con gusto le buscamos otra fecha. Alguien de nosotros le responde por aquí. Ya puede escribir qué días y a qué horas le queda bien.',
  'appointment.changed':
    '{answer, select, confirmed {Antes había confirmado} declined {Antes nos había dicho que no iba a asistir} other {Antes había pedido otra fecha}}; ya quedó cambiado.',
  'appointment.already':
    '{answer, select, confirmed {Ya había confirmado esta cita. ¡Gracias!} other {Ya nos había dicho que no va a asistir.}}',
  'appointment.left':
    '{answer, select, confirmed {De acuerdo, su cita sigue confirmada.} declined {De acuerdo, no va a asistir.} reschedule_requested {De acuerdo, sigue pendiente la otra fecha.} other {De acuerdo. Su respuesta sigue pendiente: escriba *sí* u *otra fecha* cuando lo sepa.}}',
  'appointment.none_found':
    'No encuentro ningún recordatorio suyo que espere respuesta. Una persona puede buscar su cita.',
  'appointment.not_understood': 'No entendí eso. Puede responder *sí*, *otra fecha* o *no voy a ir*.',
  'appointment.voice_unclear': 'No pude entender el mensaje de voz. Puede escribir *sí*, *otra fecha* o *no voy a ir*.',
  'appointment.stuck': 'Sigo sin entender, una disculpa. Una persona le puede ayudar.',
  'appointment.person': 'Le paso con una persona, que le responde por aquí.',
  'appointment.you_are_welcome': '¡Con mucho gusto!',
  'appointment.choice_confirm': 'Confirmar mi cita',
  'appointment.choice_another_time': 'Otra fecha',
  'appointment.choice_decline': 'No voy a ir',
  'appointment.choice_leave': 'Dejarlo así',
  'appointment.choice_person': 'Hablar con alguien',
};
