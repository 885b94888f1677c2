// The templates that exist at the played Meta, by business account. A business account without any is one whose templates
// no test cares about: there every send of a template is taken.
import { randomInt } from 'node:crypto';
import type { JsonObject } from './http.ts';

export type TemplateCategory = 'AUTHENTICATION' | 'MARKETING' | 'UTILITY';
export type TemplateStatus = 'APPROVED' | 'PENDING' | 'REJECTED' | 'PAUSED' | 'DISABLED' | 'FLAGGED' | 'IN_APPEAL';
export type TemplateQuality = 'GREEN' | 'YELLOW' | 'RED' | 'UNKNOWN';

export interface GivenTemplate {
  name: string;
  language: string;
  category: TemplateCategory;
  parameterFormat?: 'NAMED' | 'POSITIONAL';
  /** As the Graph API has them: `{ type: 'BODY', text: 'Hello {{1}}' }`. */
  components: JsonObject[];
  /** Default APPROVED. */
  status?: TemplateStatus;
  quality?: TemplateQuality;
  rejectedReason?: string;
}

export interface PlayedTemplate extends Required<GivenTemplate> {
  readonly id: string;
  readonly wabaId: string;
}

export class MetaTemplates {
  readonly #byId = new Map<string, PlayedTemplate>();

  /** Replaces what is there under the name and language. */
  register(wabaId: string, given: GivenTemplate): PlayedTemplate {
    const known = this.find(wabaId, given.name, given.language);
    const template: PlayedTemplate = {
      parameterFormat: 'POSITIONAL',
      status: 'APPROVED',
      quality: 'UNKNOWN',
      rejectedReason: 'NONE',
      ...given,
      id: known?.id ?? String(randomInt(1e14, 2e14)),
      wabaId,
    };
    this.#byId.set(template.id, template);
    return template;
  }

  list(wabaId?: string): PlayedTemplate[] {
    return [...this.#byId.values()].filter((template) => wabaId === undefined || template.wabaId === wabaId);
  }

  find(wabaId: string, name: string, language: string): PlayedTemplate | undefined {
    return this.list(wabaId).find((template) => template.name === name && template.language === language);
  }

  findById(id: string): PlayedTemplate | undefined {
    return this.#byId.get(id);
  }

  get(id: string): PlayedTemplate {
    const template = this.#byId.get(id);
    if (!template) throw new Error(`the sandbox has no template ${id}`);
    return template;
  }

  delete(id: string): void {
    this.#byId.delete(id);
  }
}
