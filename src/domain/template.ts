// Templates: texts approved beforehand. The definition as both providers can say it.

export type TemplateCategory = 'authentication' | 'marketing' | 'utility';

/** `draft`: known here only. What a provider calls otherwise is mapped to the nearest of these. */
export type TemplateStatus = 'draft' | 'pending' | 'approved' | 'rejected' | 'paused' | 'disabled';

export type TemplateButton =
  | { type: 'quick_reply'; text: string }
  /** A placeholder, if there is one, is at the end of the URL. */
  | { type: 'url'; text: string; url: string }
  | { type: 'phone_number'; text: string; phone: string }
  /** `code` is there where the provider's definition names it: Twilio's, such as `{{2}}`. */
  | { type: 'copy_code'; text: string; code?: string }
  /** A kind that we do not fill in, such as `flow` or `otp`. */
  | { type: 'other'; name: string; text: string };

/** Placeholders stand in texts as `{{1}}`, or as `{{name}}` where the format is `named`. */
export interface TemplateDefinition {
  name: string;
  language: string;
  category: TemplateCategory;
  parameterFormat: 'named' | 'positional';
  /** `url` is there where the provider's definition names it: Twilio's, with a placeholder at its end for what varies. */
  header?: { type: 'text'; text: string } | { type: 'image' | 'video' | 'document' | 'location'; url?: string };
  body: string;
  footer?: string;
  buttons: TemplateButton[];
  /** A sample for each placeholder, which reviewers ask for: by name, by number, or `header`, `button0`… for those of other parts. */
  samples: { [placeholder: string]: string };
}

/** A template as a provider has it. */
export interface ProviderTemplate {
  /** Meta's template id, Twilio's ContentSid. */
  externalId: string;
  definition: TemplateDefinition;
  status: TemplateStatus;
  /** Why it was rejected or paused, in the provider's words. */
  reason?: string;
  quality?: string;
}
