// Twilio's Content API: create, look up, list and delete content objects, and submit them for WhatsApp's approval.
import { answerCall } from './acceptance.ts';
import type { Context } from './context.ts';
import { json, parseObject, textOf } from './http.ts';
import type { Answer, Call, JsonObject, Outcome } from './http.ts';
import { draw } from './options.ts';
import type { TwilioAccount } from './options.ts';
import { checkedContent } from './twilio-content-checks.ts';
import type { Content } from './twilio-content.ts';
import { TwilioError, notFound, twilioErrors } from './twilio-errors.ts';

export const contentPath = /^\/v1\/Content(AndApprovals)?(?:\/(HX[0-9a-fA-F]{32})(\/ApprovalRequests(\/whatsapp)?)?)?$/;

/** Never approved: they exist in a conversation only. */
const inSessionOnly = new Set(['twilio/list-picker', 'twilio/location']);
const defaultPageSize = 50;

export class TwilioContentApi {
  readonly #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  handle(call: Call, account: TwilioAccount): Promise<Outcome> {
    const operation = call.method === 'GET' ? 'read' : 'template';
    const target = { provider: 'twilio', from: '', to: '', operation } as const;
    return answerCall(this.#context, twilioErrors, target, () => this.#respond(call, account));
  }

  #respond(call: Call, account: TwilioAccount): Answer {
    const [, withApprovals, sid, approvals, submits] = contentPath.exec(call.path) ?? [];
    if (sid === undefined) {
      if (call.method === 'GET') return this.#list(call, account, withApprovals !== undefined);
      if (call.method === 'POST' && withApprovals === undefined) return this.#create(call, account);
      throw notFound(call.path);
    }
    const content = this.#context.contents.find(account.accountSid, sid);
    if (!content) throw notFound(call.path);
    if (submits !== undefined && call.method === 'POST') return this.#submit(call, content);
    if (approvals !== undefined && submits === undefined && call.method === 'GET') return this.#approvals(content);
    if (approvals !== undefined) throw notFound(call.path);
    if (call.method === 'GET') return json(200, this.#resource(content));
    if (call.method !== 'DELETE') throw notFound(call.path);
    this.#context.contents.delete(sid);
    return { status: 204, body: '', contentType: 'application/json' };
  }

  #create(call: Call, { accountSid }: TwilioAccount): Answer {
    const given = checkedContent(bodyOf(call));
    const content = this.#context.contents.add(accountSid, given, this.#context.settings.now());
    return json(201, this.#resource(content));
  }

  #submit(call: Call, content: Content): Answer {
    const { name, category } = bodyOf(call);
    if (!/^[a-z0-9_]{1,512}$/.test(textOf(name))) throw new TwilioError(20001, 'Invalid Parameter: name');
    if (!['UTILITY', 'MARKETING', 'AUTHENTICATION'].includes(textOf(category))) {
      throw new TwilioError(20001, 'Invalid Parameter: category');
    }
    if (Object.keys(content.types).some((type) => inSessionOnly.has(type))) {
      throw new TwilioError(20001, 'Invalid Parameter: the content type cannot be approved');
    }
    content.approval = { name: textOf(name), category: textOf(category), status: 'received', rejectionReason: '' };
    this.#beginReview(content.approval);
    return json(201, approvalOf(content));
  }

  #approvals(content: Content): Answer {
    const { sid, accountSid } = content;
    return json(200, {
      sid,
      account_sid: accountSid,
      whatsapp: approvalOf(content),
      url: `${this.#urlOf(sid)}/ApprovalRequests`,
    });
  }

  #list(call: Call, { accountSid }: TwilioAccount, withApprovals: boolean): Answer {
    const all = this.#context.contents.list(accountSid).toReversed();
    const size = Math.min(Math.max(Number(call.query.get('PageSize') ?? defaultPageSize), 1), 1_000);
    const page = Number(call.query.get('Page') ?? 0);
    const urlOf = (number: number) => `${this.#base}${call.path}?PageSize=${size}&Page=${number}`;
    const contents = all.slice(page * size, (page + 1) * size).map((content) => ({
      ...this.#resource(content),
      ...(withApprovals && { approval_requests: approvalOf(content) }),
    }));
    const meta = {
      page,
      page_size: size,
      first_page_url: urlOf(0),
      previous_page_url: page > 0 ? urlOf(page - 1) : null,
      url: urlOf(page),
      next_page_url: (page + 1) * size < all.length ? urlOf(page + 1) : null,
      key: 'contents',
    };
    return json(200, { meta, contents });
  }

  #resource(content: Content): JsonObject {
    const date = new Date(content.createdAt).toISOString().replace(/\.\d+/, '');
    const url = this.#urlOf(content.sid);
    return {
      language: content.language,
      date_created: date,
      date_updated: date,
      variables: content.variables,
      friendly_name: content.friendlyName,
      account_sid: content.accountSid,
      url,
      sid: content.sid,
      types: content.types,
      links: { approval_fetch: `${url}/ApprovalRequests`, approval_create: `${url}/ApprovalRequests/whatsapp` },
    };
  }

  get #base(): string {
    return `${this.#context.origins.api}/twilio`;
  }

  #urlOf(sid: string): string {
    return `${this.#base}/v1/Content/${sid}`;
  }

  #beginReview(approval: NonNullable<Content['approval']>): void {
    const { templateReviewMs } = this.#context.settings;
    if (templateReviewMs === null) return;
    this.#context.timers.after(draw(templateReviewMs), () => {
      approval.status = 'approved';
    });
  }
}

function approvalOf({ approval, types }: Content): JsonObject {
  return {
    type: 'whatsapp',
    name: approval?.name ?? '',
    category: approval?.category ?? '',
    content_type: Object.keys(types)[0],
    status: approval?.status ?? 'unsubmitted',
    rejection_reason: approval?.rejectionReason ?? '',
    allow_category_change: true,
  };
}

function bodyOf(call: Call): JsonObject {
  const body = parseObject(call.body.toString('utf8'));
  if (!body) throw new TwilioError(20001, 'Invalid Parameter: the body is not JSON');
  return body;
}
