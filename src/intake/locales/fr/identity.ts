import type { identity as english } from '../en/identity.ts';

export const identity: { readonly [key in keyof typeof english]: string } = {
  'identity.register_at':
    'Ce numéro est réservé aux personnes inscrites auprès de l’organisation. Inscrivez-vous ici : {url}',
  'identity.register':
    'Ce numéro est réservé aux personnes inscrites auprès de l’organisation. Demandez-lui d’enregistrer votre numéro.',
  'identity.stopped': 'Vous ne recevrez plus de messages de notre part. Répondez START pour les recevoir à nouveau.',
  'identity.opted_out':
    'Vous nous avez demandé de ne plus vous écrire, nous ne pouvons donc pas répondre. Répondez START pour recevoir à nouveau nos messages.',
  'identity.resumed': 'Vous recevrez à nouveau nos messages. Répondez STOP à tout moment pour ne plus les recevoir.',
};
