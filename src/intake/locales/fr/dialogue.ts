import type { dialogue as english } from '../en/dialogue.ts';

export const dialogue: { readonly [key in keyof typeof english]: string } = {
  'dialogue.commands':
    'À tout moment : *menu* pour recommencer, *retour* pour la question précédente, *annuler* pour arrêter, *aide* pour ceci.',
  'dialogue.cancelled': 'Annulé. Rien n’a été gardé. Écrivez *menu* quand vous voulez recommencer.',
  'dialogue.nothing_to_cancel': 'Il n’y a rien à annuler. Écrivez *menu* pour commencer.',
  'dialogue.no_way_back': 'C’est la première question, il n’y en a pas avant.',
  'dialogue.expired': 'Cela fait un moment : ce que nous avions commencé est terminé et n’a pas été gardé.',
  'dialogue.stale_choice': 'Ce choix appartient à une question précédente. Voici où nous en sommes :',
  'dialogue.past_choice': 'Cette question est déjà réglée.',
  'dialogue.too_long': 'C’est plus long que ce que je peux lire. Dites-le en moins de mots, s’il vous plaît.',
  'dialogue.slow_down': 'Vous écrivez plus vite que je ne peux suivre. Je vous relis dans une minute.',
  'dialogue.automatic':
    'Le même message revient toujours, je n’y réponds donc plus. Écrivez autre chose pour continuer.',
  'dialogue.no_progress':
    'Nous n’avançons pas ainsi, je cesse donc de répondre. Veuillez attendre dix minutes avant d’écrire à nouveau.',
  'dialogue.abuse':
    'Je comprends que vous soyez mécontent. Je peux seulement aider pour ce dont vous avez besoin : dites-le-moi, s’il vous plaît.',
  'dialogue.not_kept': 'Une erreur s’est produite chez nous. Réessayez dans un instant, s’il vous plaît.',
  'dialogue.reminder_confirmed': 'Merci, c’est noté.',
  'dialogue.reminder_passed_on': 'Merci de nous avoir prévenus. Nous avons transmis votre message.',
  'dialogue.options': 'Options',
};
