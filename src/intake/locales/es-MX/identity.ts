import type { identity as english } from '../en/identity.ts';

export const identity: { readonly [key in keyof typeof english]: string } = {
  'identity.register_at':
    'Este número es solo para personas registradas en la organización. Por favor regístrese aquí: {url}',
  'identity.register':
    'Este número es solo para personas registradas en la organización. Por favor pídale que registre su número.',
  'identity.stopped': 'No recibirá más mensajes nuestros. Responda START para volver a recibirlos.',
  'identity.opted_out':
    'Nos pidió que no le enviáramos mensajes, por eso no podemos responder. Responda START para volver a recibirlos.',
  'identity.resumed':
    'Volverá a recibir nuestros mensajes. Responda STOP en cualquier momento para dejar de recibirlos.',
};
