// Every job, one line each. A missing one does not compile.
import { extractionJob } from './extraction.ts';
import { fallbackJob } from './fallback.ts';
import { identityJob } from './identity/index.ts';
import { intakeJob } from './intake/index.ts';
import type { JobDefinitions } from './job.ts';
import { mediaJob } from './media/index.ts';
import { outboundJob } from './outbound/index.ts';
import { readMarksJob } from './read-marks.ts';
import { receiptsJob } from './receipts.ts';
import { remindersJob } from './reminder-requests.ts';
import { templatesJob } from './templates/index.ts';
import { webhookEventsJob } from './webhook-events.ts';

export const jobs: JobDefinitions = {
  identity: identityJob,
  intake: intakeJob,
  outbound: outboundJob,
  receipts: receiptsJob,
  'webhook-events': webhookEventsJob,
  media: mediaJob,
  templates: templatesJob,
  'read-marks': readMarksJob,
  fallback: fallbackJob,
  extraction: extractionJob,
  reminders: remindersJob,
};
