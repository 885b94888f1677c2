import type { identity as english } from '../en/identity.ts';

export const identity: { readonly [key in keyof typeof english]: string } = {
  'identity.register_at':
    'Este número é só para pessoas cadastradas na organização. Por favor, cadastre-se aqui: {url}',
  'identity.register':
    'Este número é só para pessoas cadastradas na organização. Por favor, peça a ela que cadastre o seu número.',
  'identity.stopped': 'Você não receberá mais mensagens nossas. Responda START para voltar a recebê-las.',
  'identity.opted_out':
    'Você nos pediu para não enviar mensagens, por isso não podemos responder. Responda START para voltar a recebê-las.',
  'identity.resumed':
    'Você voltará a receber nossas mensagens. Responda STOP a qualquer momento para deixar de recebê-las.',
};
