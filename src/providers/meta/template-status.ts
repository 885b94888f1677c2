// Where a template stands, in Meta's words: the same in its list and in its webhooks.
import type { TemplateStatus } from '../../domain/template.ts';

// A flagged template is still sent. One that is deleted or put away is as good as disabled.
const templateStatuses: ReadonlyMap<string, TemplateStatus> = new Map([
  ['APPROVED', 'approved'],
  ['REINSTATED', 'approved'],
  ['UNARCHIVED', 'approved'],
  ['FLAGGED', 'approved'],
  ['PENDING', 'pending'],
  ['IN_APPEAL', 'pending'],
  ['REJECTED', 'rejected'],
  ['LIMIT_EXCEEDED', 'rejected'],
  ['PAUSED', 'paused'],
  ['LOCKED', 'paused'],
  ['DISABLED', 'disabled'],
  ['PENDING_DELETION', 'disabled'],
  ['DELETED', 'disabled'],
  ['ARCHIVED', 'disabled'],
]);

/** Undefined for a word that is not known. */
export function findTemplateStatus(word: string): TemplateStatus | undefined {
  return templateStatuses.get(word.toUpperCase());
}
