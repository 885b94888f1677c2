// What a typed line means: words to send, or a command for what is not words.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Written } from '../../sandbox/control-client.ts';
import { madeUpPhoto } from '../../sandbox/made-up-photo.ts';
import { spokenNote } from '../../sandbox/speech.ts';
import { ChatError } from './failure.ts';

export type ChatAct =
  | { type: 'write'; message: Written }
  | { type: 'tap'; choice: string }
  | { type: 'say'; lines: readonly string[] };

export const commandsHelp = [
  '/photo [file] [caption]         a photo: a JPEG or PNG file, else one made up',
  '/voice <words> | <file>         a voice note: of words, or an OGG file',
  '/location [lat,lon [name]]      a place; without one, a square in Pretoria',
  '/tap <title or number>          a button, or a row of a list, of the newest message that has it',
  '/help                           these lines; a text that begins with a slash is written with two',
];

const square = { latitude: -25.7461, longitude: 28.1881, name: 'Church Square' };

/** Throws ChatError for a command that cannot be followed. */
export async function readAct(line: string): Promise<ChatAct> {
  if (!line.startsWith('/') || line.startsWith('//')) return write({ text: line.replace(/^\/\//, '/') });
  const [, command = '', rest = ''] = /^\/(\S*)\s*([^]*)$/.exec(line.trim()) ?? [];
  switch (command) {
    case 'photo':
      return write(await photo(rest));
    case 'voice':
      return write(await voice(rest));
    case 'location':
      return write({ place: placeOf(rest) });
    case 'tap':
      if (rest === '') throw new ChatError('/tap what? Give its title or its number.');
      return { type: 'tap', choice: rest };
    case 'help':
      return { type: 'say', lines: commandsHelp };
    default:
      throw new ChatError(`There is no /${command}. /help says what there is.`);
  }
}

function write(message: Written): ChatAct {
  return { type: 'write', message };
}

const contentTypes: Readonly<Record<string, string>> = {
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.ogg': 'audio/ogg; codecs=opus',
  '.opus': 'audio/ogg; codecs=opus',
};

async function photo(rest: string): Promise<Written> {
  const given = await fileIn(rest, 'image/');
  const { bytes, contentType, caption } = given ?? { ...madeUpPhoto(), caption: rest };
  return { file: { base64: base64Of(bytes), contentType }, ...(caption !== '' && { text: caption }) };
}

async function voice(rest: string): Promise<Written> {
  if (rest === '') throw new ChatError('/voice what? Give the words, or an OGG file.');
  const { bytes, contentType } = (await fileIn(rest, 'audio/')) ?? spokenNote(rest);
  return { file: { base64: base64Of(bytes), contentType, voice: true } };
}

/** The file that the first word names; undefined when it looks like no file of that type. */
async function fileIn(rest: string, type: string) {
  const [, name = '', caption = ''] = /^(\S+)\s*([^]*)$/.exec(rest) ?? [];
  const contentType = contentTypes[path.extname(name).toLowerCase()];
  if (!contentType?.startsWith(type)) return undefined;
  try {
    return { bytes: await readFile(name), contentType, caption };
  } catch (error) {
    throw new ChatError(`${name} cannot be read.`, { cause: error });
  }
}

function base64Of(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

function placeOf(rest: string) {
  if (rest === '') return square;
  const [, latitude, longitude, name = ''] = /^(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*([^]*)$/.exec(rest) ?? [];
  if (latitude === undefined || Math.abs(Number(latitude)) > 90 || Math.abs(Number(longitude)) > 180)
    throw new ChatError('/location takes latitude,longitude and a name: /location -33.92,18.42 Green Market');
  return { latitude: Number(latitude), longitude: Number(longitude), ...(name !== '' && { name }) };
}
