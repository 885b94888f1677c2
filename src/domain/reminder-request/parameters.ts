// A template's parameters as one flat table, which also fits into JSON and the columns of a file: from it to a template's
// content, and back.
import type { TemplateButtonValue, TemplateContent, TemplateHeaderValue, TemplateValue } from '../message.ts';
import { isId } from '../ids.ts';
import { Problems, type Problem } from '../problem.ts';
import type { RequestedTemplate } from './request.ts';

// `header`, `header_image`, `url0`: what is neither is a placeholder of the body.
const ofHeader = /^header(?:_(image|video|document))?$/;
const ofButton = /^(url|payload|code)(\d)$/;

const mostParameters = 100;

interface Reading {
  problems: Problems;
  content: TemplateContent;
}

/** The problems are told at `template.parameters[key]`. */
export function readParameters({ name, language, parameters }: RequestedTemplate): Reading {
  const problems = new Problems();
  const content: TemplateContent = { kind: 'template', name, language, body: [], buttons: [] };
  const keys = Object.keys(parameters);
  problems.count('template.parameters', keys.length, { max: mostParameters }, 'parameters');
  const ofBody: string[] = [];
  for (const key of keys.slice(0, mostParameters)) {
    const value = parameters[key]!;
    const [, button, index] = ofButton.exec(key) ?? [];
    if (ofHeader.test(key)) addHeader(problems, content, key, value);
    else if (button !== undefined) content.buttons.push(buttonOf(button, Number(index), value));
    else ofBody.push(key);
  }
  content.body = bodyOf(problems, ofBody, parameters);
  return { problems, content };
}

function addHeader(problems: Problems, content: TemplateContent, key: string, value: string): void {
  if (content.header) problems.add(pathOfKey(key), 'is one header too many');
  const [, file] = ofHeader.exec(key) ?? [];
  content.header = headerOf(file as 'image' | undefined, value);
}

function headerOf(file: 'image' | 'video' | 'document' | undefined, value: string): TemplateHeaderValue {
  if (file === undefined) return { type: 'text', value: { text: value } };
  return { type: file, source: isId(value) ? { mediaId: value } : { link: value } };
}

function buttonOf(part: string, index: number, value: string): TemplateButtonValue {
  if (part === 'url') return { type: 'url', index, text: value };
  if (part === 'payload') return { type: 'quick_reply', index, payload: value };
  return { type: 'copy_code', index, code: value };
}

/** Numbered ones from 1 on, without a gap, or named ones. */
function bodyOf(problems: Problems, keys: readonly string[], parameters: RequestedTemplate['parameters']) {
  const numbered = keys.filter((key) => /^\d+$/.test(key));
  if (numbered.length === 0) return keys.map((key): TemplateValue => ({ name: key, text: parameters[key]! }));
  if (numbered.length < keys.length) {
    problems.add('template.parameters', 'must be numbered, or named, but not both');
    return [];
  }
  // Where a number is left out the value is empty, which is told as such.
  return keys.map((_key, index): TemplateValue => ({ text: parameters[index + 1] ?? '' }));
}

function pathOfKey(key: string): string {
  return `template.parameters[${key}]`;
}

/** From the paths of the domain's rules to the parameter that they mean. */
export function problemsOf(content: TemplateContent, problems: readonly Problem[]): Problem[] {
  return problems.map(({ path, description }) => ({ path: parameterPath(content, path), description }));
}

function parameterPath(content: TemplateContent, path: string): string {
  const [, index] = /^template\.body\[(\d+)\]/.exec(path) ?? [];
  if (index !== undefined) return pathOfKey(content.body[Number(index)]?.name ?? String(Number(index) + 1));
  const [, place] = /^template\.buttons\[(\d+)\]/.exec(path) ?? [];
  const button = content.buttons[Number(place)];
  if (button) return pathOfKey(keyOfButton(button));
  if (path.startsWith('template.header') && content.header) return pathOfKey(keyOfHeader(content.header));
  return /^template\.(name|language)$/.test(path) ? path : 'template.parameters';
}

function keyOfButton({ type, index }: TemplateButtonValue): string {
  return `${type === 'url' ? 'url' : type === 'quick_reply' ? 'payload' : 'code'}${index}`;
}

function keyOfHeader({ type }: TemplateHeaderValue): string {
  return type === 'text' ? 'header' : `header_${type}`;
}

/** The parameters that a content was read from. */
export function parametersOf({ header, body, buttons }: TemplateContent): RequestedTemplate['parameters'] {
  return Object.fromEntries([
    ...(header ? [[keyOfHeader(header), textOfHeader(header)]] : []),
    ...body.map(({ name, text }, index) => [name ?? String(index + 1), text]),
    ...buttons.map((button) => [keyOfButton(button), textOfButton(button)]),
  ]) as RequestedTemplate['parameters'];
}

function textOfHeader(header: TemplateHeaderValue): string {
  if (header.type === 'text') return header.value.text;
  if (header.type === 'location') return '';
  return 'mediaId' in header.source ? header.source.mediaId : header.source.link;
}

function textOfButton(button: TemplateButtonValue): string {
  if (button.type === 'url') return button.text;
  return button.type === 'quick_reply' ? button.payload : button.code;
}
