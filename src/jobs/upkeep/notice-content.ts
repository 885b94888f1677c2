// What a notice says: what happened, in the words of its template's language, and what was fixed beforehand.
import { languageOf } from '../../domain/language.ts';
import type { TemplateContent } from '../../domain/message.ts';
import { noticeContent, type NoticeFacts } from '../../domain/notice.ts';
import { speaker, type Say } from '../../intake/locales/index.ts';
import type { Untold } from '../../store/notice-occurrences.ts';

export function contentOf(untold: Untold): TemplateContent {
  const say = speaker(languageOf(untold.language) ?? 'en', untold.timeZone);
  return noticeContent(untold, valuesOf(say, untold)).content;
}

function valuesOf(say: Say, untold: Untold): string[] {
  switch (untold.kind) {
    case 'order_status':
      return ofOrder(say, untold.facts);
    case 'sla_warning':
    case 'sla_breach':
      return ofTicket(say, untold.facts);
    case 'maintenance':
    case 'shift':
      return [];
  }
}

function ofOrder(say: Say, { number, status, expectedAt }: NoticeFacts['order_status']): string[] {
  const day = expectedAt === null ? say('notices.no_day') : say('notices.day', { at: new Date(expectedAt) });
  return [number, say(`menu.order_status.${status}`), day];
}

function ofTicket(say: Say, { number, kind, dueAt }: NoticeFacts['sla_breach']): string[] {
  return [number, say(`tickets.kind.${kind}`), say('tickets.when', { at: new Date(dueAt) })];
}
