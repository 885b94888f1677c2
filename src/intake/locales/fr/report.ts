import type { report as english } from '../en/report.ts';

export const report: { readonly [key in keyof typeof english]: string } = {
  'report.hello': 'Bonjour ! Ici, vous pouvez signaler à la ville ce qui ne va pas dans votre rue.',
  'report.ask_welcome':
    'Que puis-je faire pour vous ? Vous pouvez aussi me dire tout de suite ce qui ne va pas, avec des photos et la position.',
  'report.help':
    'Dites-moi ce qui ne va pas et où, avec vos mots. Photos, position et messages vocaux sont les bienvenus, dans n’importe quel ordre. Avant tout envoi, vous voyez l’ensemble. Demandez *où en est mon signalement ?* quand vous voulez.',
  'report.you_are_welcome': 'Je vous en prie !',
  'report.choice_report': 'Signaler un problème',
  'report.choice_status': 'Suivi du signalement',
  'report.choice_person': 'Parler à quelqu’un',
  'report.ask_description':
    'Qu’est-ce qui ne va pas ? Décrivez-le avec vos mots, s’il vous plaît. Les photos sont les bienvenues.',
  'report.ask_more': 'Dites-m’en un peu plus, s’il vous plaît : qu’est-ce qui ne va pas exactement ?',
  'report.ask_category': 'De quoi s’agit-il ?',
  'report.ask_place': 'Où est-ce ? Partagez la position, ou écrivez l’adresse ou le croisement le plus proche.',
  'report.ask_confirm': 'Dois-je l’envoyer ?',
  'report.ask_change': 'Que voulez-vous modifier ?',
  'report.ask_photos': 'Envoyez les nouvelles photos, s’il vous plaît. Quand il n’y en a plus, choisissez *Terminé*.',
  'report.ask_which': 'Vous avez plusieurs signalements en cours. Duquel s’agit-il ?',
  'report.which_row': '{category}, {created, date, day}',
  'report.summary':
    'Voici votre signalement :\n\n*Quoi :* {category}\n*Où :* {place}\n*Description :* {description}\n*Photos :* {photos, plural, =0 {aucune} other {#}}',
  'report.place_shared': 'la position que vous avez partagée',
  'report.choice_send': 'Envoyer',
  'report.choice_change': 'Modifier',
  'report.choice_cancel': 'Annuler',
  'report.choice_done': 'Terminé',
  'report.choice_category': 'De quoi il s’agit',
  'report.choice_place': 'Le lieu',
  'report.choice_description': 'La description',
  'report.choice_photos': 'Les photos',
  'report.choice_nothing': 'Rien',
  'report.category_roads': 'Voirie et trottoirs',
  'report.category_lighting': 'Éclairage public',
  'report.category_water': 'Eau et égouts',
  'report.category_waste': 'Déchets',
  'report.category_electricity': 'Électricité',
  'report.category_parks': 'Parcs et arbres',
  'report.category_noise': 'Bruit',
  'report.category_other': 'Autre chose',
  'report.noted': 'Merci, c’est noté.',
  'report.photo_thanks': 'Merci pour la photo.',
  'report.photos_full': 'Cela fait {most} photos : je n’ai plus de place.',
  'report.place_noted': 'Merci, j’ai la position.',
  'report.place_needed':
    'Sans un lieu, personne ne peut le trouver. Un croisement, une école ou un magasin à proximité suffit.',
  'report.not_understood': 'Je n’ai pas compris.',
  'report.voice_unclear': 'Je n’ai pas pu comprendre le message vocal. Écrivez-le, s’il vous plaît.',
  'report.stuck': 'Je ne comprends toujours pas, excusez-moi. Si vous préférez, une personne peut vous aider.',
  'report.person': 'Je vous passe une personne, qui vous répondra ici.',
  'report.dropped': 'Rien n’a été envoyé. Écrivez-moi quand vous voulez signaler quelque chose.',
  'report.created':
    'Merci ! Votre signalement{photos, plural, =0 {} one { avec # photo} other { avec # photos}} est envoyé. Son numéro est *{number}*.\n\nDemandez *où en est mon signalement ?* à tout moment pour savoir ce qu’il devient.',
  'report.due': 'Il devrait être traité au plus tard le {due, date, when}.',
  'report.status':
    'Le signalement *{number}* ({category}) {status, select, open {a été reçu et attend d’être pris en charge} in_progress {est en cours de traitement} resolved {est réglé} closed {est clos} cancelled {a été retiré} other {est auprès de la ville}}.\nSignalé : {created, date, when}{changed, select, yes {\nDernier changement : {updated, date, when}} other {}}',
  'report.status_late': 'Cela prend plus de temps que prévu. Nous vous prions de nous en excuser.',
  'report.not_found': 'Je ne trouve aucun signalement de vous avec le numéro {number}. Vérifiez-le, s’il vous plaît.',
  'report.none_open':
    'Je ne trouve aucun signalement de vous en cours. S’il est plus ancien, écrivez son numéro ; ou dites-moi ce qui ne va pas et j’en fais un nouveau.',
};
