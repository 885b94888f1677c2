// The little XML that S3 speaks: written from nested values, and the one document that is read.
import { S3Error } from './errors.ts';

/** Children in order; an array repeats its element, undefined leaves it out. */
export interface XmlNode {
  [name: string]: string | number | boolean | XmlNode | readonly XmlNode[] | undefined;
}

export function xmlDocument(root: string, node: XmlNode): string {
  const namespace = root === 'Error' ? '' : ' xmlns="http://s3.amazonaws.com/doc/2006-03-01/"';
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root}${namespace}>${children(node)}</${root}>`;
}

function children(node: XmlNode): string {
  return Object.entries(node)
    .map(([name, value]) => element(name, value))
    .join('');
}

function element(name: string, value: XmlNode[string]): string {
  if (value === undefined) return '';
  if (Array.isArray(value)) return (value as XmlNode[]).map((each) => element(name, each)).join('');
  const content = typeof value === 'object' ? children(value as XmlNode) : escape(String(value));
  return `<${name}>${content}</${name}>`;
}

const escapes: { [character: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escape(text: string): string {
  return text.replaceAll(
    /[&<>"\u0000-\u001f]/g,
    (character) => escapes[character] ?? `&#x${character.charCodeAt(0).toString(16)};`,
  );
}

export interface ListedPart {
  number: number;
  /** Without quotes. */
  etag: string;
}

/** The body of CompleteMultipartUpload. Throws MalformedXML. */
export function parseParts(body: string): ListedPart[] {
  if (!/<CompleteMultipartUpload[\s>]/.test(body)) throw malformed();
  const parts = [...body.matchAll(/<Part>(.*?)<\/Part>/gs)].map(([, inner = '']) => ({
    number: Number(textOf(inner, 'PartNumber')),
    etag: textOf(inner, 'ETag').replaceAll(/&quot;|&#34;|"/g, ''),
  }));
  if (parts.length === 0 || !parts.every(({ number }) => Number.isSafeInteger(number))) throw malformed();
  return parts;
}

function textOf(xml: string, name: string): string {
  const text = new RegExp(`<${name}>\\s*([^<]*?)\\s*</${name}>`).exec(xml)?.[1];
  if (text === undefined || text === '') throw malformed();
  return text;
}

const malformed = () => new S3Error('MalformedXML', 'The XML does not say which parts the object is made of.');
