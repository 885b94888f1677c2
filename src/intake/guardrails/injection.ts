// In: texts that speak to a language model instead of to us. They are kept away from it; the flow asks its questions as it
// does without one. So a report taken for such an attempt loses nothing, and an attempt that is not recognised still meets
// the checks of what the model answers.
import { plainWords } from '../../domain/plain-words.ts';
import { before, commands, phrases } from './injection-phrases.ts';

/** Whether a text tries to instruct a language model. */
export function looksLikeInjection(text: string): boolean {
  const sentences = folded(text);
  return (
    spoken.test(plainWords(text)) ||
    commanded.test(sentences) ||
    markup.some((mark) => mark.test(sentences)) ||
    hidden.some((pattern) => pattern.test(text.replaceAll(links, ' ')))
  );
}

const spoken = new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${phrases.join('|')})(?![\p{L}\p{N}])`, 'u');
const commanded = new RegExp(`(?:^|[\\n.!?:;,–-] ?)(?:(?:${before}) ){0,2}(?:${commands.join('|')})`, 'u');

/** Without case, accents and quotation marks, with single spaces. Lines and punctuation stay. */
function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase()
    .replaceAll(/[’'ʼ\u0060´"“”«»*_]/g, ' ')
    .replaceAll(/[^\S\n]+/g, ' ');
}

// What prompts are built of, and reports are not.
const markup = [
  /<\|[^|\n]{1,40}\|>|\[\/?inst\]|<<\/?sys>>/,
  /<\/?(?:system|assistant|user|human|instructions?|prompt|message|input|text|context|tool|function|document|report)(?:[\s_:][^>\n]{0,60})?>/,
  /^[^\S\n]*#{2,} ?(?:system|instructions?|assistant|human|user|response|new)\b/m,
  /^[^\S\n]*(?:assistant|human|ai)\s*:/m,
  /^[^\S\n]*(?:system|developer)\s*:\s*(?:you|ignore|act|respond|reply|answer|new|from now|eres|usted|tu |vous|voce|jy |ignora)/m,
  /[{,]\s*role\s*:\s*(?:system|assistant|user|developer)/,
  /^[^\w\n]{0,20}(?:begin|end|start) (?:of )?(?:the )?(?:system|prompt|instructions?|user input|conversation)[^\w\n]{0,20}$/m,
];

// Addresses of maps and posts have long codes of their own.
const links = /https?:\/\/\S+/gi;

const hidden = [
  // Base64 and hexadecimal, which people do not read. Long words have no digits and capitals within.
  /(?<![\w+/-])(?=[\w+/-]*\d)(?=[\w+/-]*[a-z])(?=[\w+/-]*[A-Z])[\w+/-]{48,}/,
  /(?:[0-9a-f]{2}[\s:]?){32,}/i,
  // Letters that cannot be seen, but for those that make the flags of England, Scotland and Wales.
  /(?<!🏴[\u{E0020}-\u{E007F}]{0,8})[\u{E0000}-\u{E007F}]/u,
  // Cyrillic letters that pass for Latin ones within a word.
  /\p{Script=Latin}\p{Script=Cyrillic}|\p{Script=Cyrillic}\p{Script=Latin}/u,
];
