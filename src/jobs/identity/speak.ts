// In which language those are spoken to whom no flow answers.
import { chooseLanguage, type Language } from '../../domain/language.ts';
import { speaker, type Say } from '../../intake/locales/index.ts';
import type { PlacedArrival } from './conversations.ts';

/** @param said the language of a word they wrote. */
export function speakTo({ person, phone, message, channel }: PlacedArrival, said?: Language): Say {
  const recipient = phone ?? message.sender.bsuid ?? '';
  // No text here says a time.
  return speaker(chooseLanguage({ locale: person.locale, recipient, channelLocale: channel.locale, said }), 'UTC');
}
