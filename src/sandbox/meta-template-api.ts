// Templates over the Graph API: list, create, look up, edit, delete.
import type { Context } from './context.ts';
import { json, objects } from './http.ts';
import type { Answer, JsonObject } from './http.ts';
import { draw } from './options.ts';
import { GraphError } from './meta-errors.ts';
import { checkComponents, checkedTemplate } from './meta-template-checks.ts';
import type { MetaTemplates, PlayedTemplate, TemplateStatus } from './meta-templates.ts';

const defaultFields: readonly string[] = [
  'name',
  'parameter_format',
  'components',
  'language',
  'status',
  'category',
  'id',
];
const defaultLimit = 25;

/** Tells of a review's end; what it does besides is the board's. */
export type Review = (id: string, status: TemplateStatus) => void;

export class MetaTemplateApi {
  readonly #context: Context;
  readonly #templates: MetaTemplates;
  readonly #review: Review;

  constructor(context: Context, templates: MetaTemplates, review: Review) {
    this.#context = context;
    this.#templates = templates;
    this.#review = review;
  }

  create(wabaId: string, body: JsonObject): Answer {
    const given = checkedTemplate(body);
    if (this.#templates.find(wabaId, given.name, given.language)) {
      const details = 'Content in this language already exists';
      throw new GraphError(100, { subcode: 2388024, details, message: '(#100) Invalid parameter' });
    }
    const { id, status, category } = this.#templates.register(wabaId, { ...given, status: 'PENDING' });
    this.#beginReview(id);
    return json(200, { id, status, category });
  }

  edit(template: PlayedTemplate, body: JsonObject): Answer {
    if (template.status === 'PENDING') {
      throw new GraphError(100, {
        details: 'Templates in review cannot be edited',
        message: '(#100) Invalid parameter',
      });
    }
    const components = body.components === undefined ? template.components : objects(body.components);
    checkComponents(components, template.parameterFormat);
    template.components = components;
    template.status = 'PENDING';
    this.#beginReview(template.id);
    return json(200, { success: true });
  }

  /** All languages of a name, or the one with `hsm_id`. */
  delete(wabaId: string, query: URLSearchParams): Answer {
    const [name, id] = [query.get('name'), query.get('hsm_id')];
    const gone = this.#templates
      .list(wabaId)
      .filter((template) => template.name === name && (id === null || template.id === id));
    if (gone.length === 0) {
      throw new GraphError(100, { subcode: 2593002, message: '(#100) Invalid parameter', details: 'No such template' });
    }
    for (const template of gone) this.#templates.delete(template.id);
    return json(200, { success: true });
  }

  describe(template: PlayedTemplate, query: URLSearchParams): Answer {
    return json(200, fieldsOf(template, query));
  }

  list(wabaId: string, query: URLSearchParams, url: string): Answer {
    const fits = (template: JsonObject) =>
      ['name', 'language', 'status', 'category'].every(
        (key) => query.get(key) === null || query.get(key) === template[key],
      );
    const all = this.#templates.list(wabaId).filter((template) => fits({ ...template }));
    const limit = Number(query.get('limit') ?? defaultLimit);
    const start = positionOf(query.get('after'));
    const page = all.slice(start, start + limit);
    if (page.length === 0) return json(200, { data: [] });
    const end = start + page.length;
    const cursors = { before: cursorOf(start), after: cursorOf(end) };
    const more = new URLSearchParams(query);
    more.set('after', cursors.after);
    const next = end < all.length ? { next: `${url}?${more.toString()}` } : {};
    return json(200, { data: page.map((template) => fieldsOf(template, query)), paging: { cursors, ...next } });
  }

  #beginReview(id: string): void {
    const { templateReviewMs } = this.#context.settings;
    if (templateReviewMs === null) return;
    this.#context.timers.after(draw(templateReviewMs), () => this.#review(id, 'APPROVED'));
  }
}

function fieldsOf(template: PlayedTemplate, query: URLSearchParams): JsonObject {
  const all: JsonObject = {
    name: template.name,
    parameter_format: template.parameterFormat,
    components: template.components,
    language: template.language,
    status: template.status,
    category: template.category,
    id: template.id,
    quality_score: { score: template.quality, date: 1_700_000_000 },
    rejected_reason: template.rejectedReason,
  };
  const fields = query.get('fields')?.split(',') ?? defaultFields;
  return Object.fromEntries(Object.entries(all).filter(([key]) => key === 'id' || fields.includes(key)));
}

function cursorOf(position: number): string {
  return Buffer.from(`MA${position}`).toString('base64url');
}

function positionOf(cursor: string | null): number {
  if (cursor === null) return 0;
  const position = Number(Buffer.from(cursor, 'base64url').toString().slice(2));
  if (Number.isNaN(position)) throw new GraphError(100, { message: '(#100) Invalid cursor' });
  return position;
}
