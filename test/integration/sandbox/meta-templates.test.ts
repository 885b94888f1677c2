import { expect } from 'chai';
import type { GivenTemplate, Sandbox, SandboxOptions } from '../../../src/sandbox/index.ts';
import { until } from '../../support/until.ts';
import { Receiver, graph, number, startFor } from './receiver.ts';

const thandi = '+27821234567';
const { wabaId } = number;

const reminder: GivenTemplate = {
  name: 'reminder',
  language: 'en',
  category: 'UTILITY',
  components: [
    { type: 'HEADER', format: 'TEXT', text: 'For {{1}}' },
    { type: 'BODY', text: 'Hello {{1}}, until {{2}}.' },
    { type: 'FOOTER', text: 'Reply STOP to stop' },
    {
      type: 'BUTTONS',
      buttons: [
        { type: 'QUICK_REPLY', text: 'Confirm' },
        { type: 'URL', text: 'See', url: 'https://example.org/{{1}}' },
        { type: 'COPY_CODE', text: 'Copy' },
      ],
    },
  ],
};

const text = (...values: string[]) => values.map((value) => ({ type: 'text', text: value }));
const header = { type: 'header', parameters: text('you') };
const body = { type: 'body', parameters: text('Thandi', 'Monday') };
const reply = {
  type: 'button',
  sub_type: 'quick_reply',
  index: '0',
  parameters: [{ type: 'payload', payload: 'yes' }],
};
const link = { type: 'button', sub_type: 'url', index: '1', parameters: text('abc') };
const code = {
  type: 'button',
  sub_type: 'copy_code',
  index: '2',
  parameters: [{ type: 'coupon_code', coupon_code: 'X1' }],
};
const whole = [header, body, reply, link, code];

interface Listed {
  data: Record<string, unknown>[];
  paging?: { cursors: { after: string }; next?: string };
}

describe('templates at the played Meta', () => {
  let receiver: Receiver;
  let sandbox: Sandbox;
  const start = async (options: SandboxOptions = {}) => {
    await sandbox?.close();
    sandbox = await startFor(receiver, options);
  };
  const send = (components: object[], more: object = {}) =>
    graph(sandbox, {
      messaging_product: 'whatsapp',
      to: thandi,
      type: 'template',
      template: { name: 'reminder', language: { code: 'en' }, components, ...more },
    });
  const codeOf = async (components: object[], more: object = {}) => {
    const { error } = await send(components, more);
    return error?.code ?? 'ok';
  };
  const create = (fields: object) => graph(sandbox, fields, { path: `v25.0/${wabaId}/message_templates` });
  const list = async (query = '') => {
    const answer = await graph(sandbox, undefined, {
      method: 'GET',
      path: `v25.0/${wabaId}/message_templates${query}`,
    });
    return JSON.parse(answer.text) as Listed;
  };
  const news = () => {
    const posts = receiver.requests.map(({ body }) => JSON.parse(body) as { entry: Entry[] });
    return posts.flatMap(({ entry }) =>
      entry.flatMap(({ id, changes }) => changes.map((change) => ({ id, ...change }))),
    );
  };
  interface Entry {
    id: string;
    changes: { field: string; value: Record<string, unknown> }[];
  }

  beforeEach(async () => {
    receiver = await new Receiver().listen();
    await start();
  });

  afterEach(async () => {
    await sandbox.close();
    await receiver.close();
  });

  it('are shown filled, with what can be tapped, and arrive outside the window', async () => {
    sandbox.templates.register(wabaId, reminder);
    expect((await send(whole)).status).to.equal(200);
    const shown = await sandbox.phone(thandi).waitForMessage();
    expect(shown).to.include({ text: 'Hello Thandi, until Monday.', template: 'reminder' });
    expect(shown.buttons).to.deep.equal([
      { id: 'yes', title: 'Confirm', type: 'template_reply' },
      { id: 'https://example.org/abc', title: 'See', type: 'url', url: 'https://example.org/abc' },
      { id: 'X1', title: 'Copy', type: 'copy_code' },
    ]);
    await receiver.until(() => receiver.statuses.some(({ status }) => status === 'read'));
    expect(receiver.statuses[0]?.pricing).to.include({ category: 'utility' });
  });

  it('take any name while the business account has none', async () => {
    expect(await codeOf([])).to.equal('ok');
  });

  const { index: _index, ...withoutIndex } = link;
  const refused: Record<string, [number, object[], object?]> = {
    'a parameter too few': [132_000, [header, { ...body, parameters: text('Thandi') }, link, code]],
    'a parameter too many': [132_000, [header, { ...body, parameters: text('a', 'b', 'c') }, link, code]],
    'no header': [132_000, [body, link, code]],
    'an unknown name': [132_001, whole, { name: 'other' }],
    'another language': [132_001, whole, { language: { code: 'es_MX' } }],
    'a text that gets too long': [132_005, [header, { ...body, parameters: text('x'.repeat(1_010), 'b') }, link, code]],
    'a line break in a parameter': [132_018, [header, { ...body, parameters: text('a\nb', 'c') }, link, code]],
    'a button that is of another type': [132_018, [header, body, { ...link, index: '0' }, code]],
    'a link without its parameter': [131_008, [header, body, code]],
    'a button without an index': [131_008, [header, body, withoutIndex, code]],
  };
  for (const [name, [expected, components, more]] of Object.entries(refused)) {
    it(`refuse ${name} with ${expected}`, async () => {
      sandbox.templates.register(wabaId, reminder);
      expect(await codeOf(components, more)).to.equal(expected);
      expect(sandbox.accepted.count).to.equal(0);
    });
  }

  it('check named parameters by name', async () => {
    sandbox.templates.register(wabaId, {
      ...reminder,
      parameterFormat: 'NAMED',
      components: [{ type: 'BODY', text: 'Hello {{name}}, until {{day}}.' }],
    });
    const named = (...pairs: [string, string][]) => [
      { type: 'body', parameters: pairs.map(([name, value]) => ({ type: 'text', parameter_name: name, text: value })) },
    ];
    expect(await codeOf(named(['day', 'Monday'], ['name', 'Thandi']))).to.equal('ok');
    expect((await sandbox.phone(thandi).waitForMessage()).text).to.equal('Hello Thandi, until Monday.');
    expect(await codeOf(named(['day', 'Monday'], ['nome', 'Thandi']))).to.equal(132_012);
    expect(await codeOf(named(['day', 'Monday'], ['day', 'Thandi']))).to.equal(132_012);
  });

  it('want the header they are defined with', async () => {
    const components = [
      { type: 'HEADER', format: 'IMAGE' },
      { type: 'BODY', text: 'Look' },
    ];
    sandbox.templates.register(wabaId, { ...reminder, components });
    const image = { type: 'image', image: { link: 'https://example.org/a.jpg' } };
    const video = { type: 'video', video: { link: 'https://example.org/a.mp4' } };
    expect(await codeOf([{ type: 'header', parameters: [image] }])).to.equal('ok');
    expect(await codeOf([{ type: 'header', parameters: [video] }])).to.equal(132_012);
    expect(await codeOf([])).to.equal(132_000);
  });

  it('cannot be sent in any status but approved', async () => {
    const { id } = sandbox.templates.register(wabaId, reminder);
    for (const [status, expected] of [
      ['PENDING', 132_001],
      ['REJECTED', 132_001],
      ['PAUSED', 132_015],
      ['DISABLED', 132_016],
      ['APPROVED', 'ok'],
    ] as const) {
      await sandbox.templates.setStatus(id, status);
      expect(await codeOf(whole), status).to.equal(expected);
    }
  });

  it('are created for review, and approved when a test says so', async () => {
    const { name, language, components } = reminder;
    const answer = await create({ name, language, category: 'UTILITY', parameter_format: 'positional', components });
    const created = JSON.parse(answer.text) as { id: string };
    expect(created).to.include({ status: 'PENDING', category: 'UTILITY' });
    expect(await codeOf(whole)).to.equal(132_001);
    await sandbox.templates.setStatus(created.id, 'APPROVED');
    expect(await codeOf(whole)).to.equal('ok');
    expect(news()[0]).to.deep.equal({
      id: wabaId,
      field: 'message_template_status_update',
      value: {
        event: 'APPROVED',
        message_template_id: Number(created.id),
        message_template_name: 'reminder',
        message_template_language: 'en',
        message_template_category: 'UTILITY',
        reason: 'NONE',
      },
    });
    expect((await create({ name, language, category: 'UTILITY', components })).error?.code).to.equal(100);
  });

  it('are approved by themselves when the sandbox is told to', async () => {
    await start({ templateReviewMs: 1 });
    await create(reminder);
    await until('it is approved', () => sandbox.templates.list()[0]?.status === 'APPROVED');
    await receiver.until(() => news().length === 1);
  });

  const button = (type: string, more: object = {}) => ({ type, text: 'A', ...more });
  const wrong: Record<string, object> = {
    'a name with capitals': { name: 'Reminder' },
    'an unknown category': { category: 'SERVICE' },
    'no body': { components: [{ type: 'FOOTER', text: 'x' }] },
    'a body that is too long': { components: [{ type: 'BODY', text: 'x'.repeat(1_025) }] },
    'variables out of order': { components: [{ type: 'BODY', text: 'a {{2}} b' }] },
    'a header with two variables': {
      components: [
        { type: 'HEADER', format: 'TEXT', text: '{{1}} {{2}}' },
        { type: 'BODY', text: 'x' },
      ],
    },
    'eleven buttons': {
      components: [
        { type: 'BODY', text: 'x' },
        { type: 'BUTTONS', buttons: Array.from({ length: 11 }, () => button('QUICK_REPLY')) },
      ],
    },
    'quick replies apart': {
      components: [
        { type: 'BODY', text: 'x' },
        {
          type: 'BUTTONS',
          buttons: [button('QUICK_REPLY'), button('URL', { url: 'https://a.org' }), button('QUICK_REPLY')],
        },
      ],
    },
    'a variable within a URL': {
      components: [
        { type: 'BODY', text: 'x' },
        { type: 'BUTTONS', buttons: [button('URL', { url: 'https://a.org/{{1}}/b' })] },
      ],
    },
  };
  for (const [name, fields] of Object.entries(wrong)) {
    it(`are not created with ${name}`, async () => {
      expect((await create({ ...reminder, ...fields })).error?.code).to.equal(100);
      expect(sandbox.templates.list()).to.deep.equal([]);
    });
  }

  it('are listed over pages, with chosen fields, and filtered', async () => {
    for (let index = 0; index < 5; index += 1) sandbox.templates.register(wabaId, { ...reminder, name: `t${index}` });
    const first = await list('?limit=2&fields=name,status,quality_score');
    expect(first.data.map(({ name }) => name)).to.deep.equal(['t0', 't1']);
    expect(first.data[0]).to.include.keys('id', 'name', 'status', 'quality_score').and.not.include.keys('components');
    const second = await list(`?limit=2&after=${first.paging?.cursors.after}`);
    expect(second.data.map(({ name }) => name)).to.deep.equal(['t2', 't3']);
    expect(second.paging?.next).to.contain('after=');
    const last = await fetch(String(second.paging?.next), { headers: { authorization: 'Bearer token-of-the-app' } });
    const { data, paging } = (await last.json()) as Listed;
    expect([data.map(({ name }) => name), paging?.next]).to.deep.equal([['t4'], undefined]);
    expect((await list('?name=t3')).data).to.have.length(1);
    expect((await list('?status=PENDING')).data).to.deep.equal([]);
  });

  it('are looked up, edited into a new review, and deleted by name', async () => {
    const { id } = sandbox.templates.register(wabaId, reminder);
    const path = `v25.0/${id}`;
    const one = JSON.parse((await graph(sandbox, undefined, { method: 'GET', path })).text) as object;
    expect(one).to.include({ id, name: 'reminder', status: 'APPROVED', parameter_format: 'POSITIONAL' });
    const edit = await graph(sandbox, { components: [{ type: 'BODY', text: 'New' }] }, { path });
    expect(edit.text).to.equal('{"success":true}');
    expect(sandbox.templates.list()[0]).to.include({ status: 'PENDING' });
    const all = `v25.0/${wabaId}/message_templates`;
    const remove = () => graph(sandbox, undefined, { method: 'DELETE', path: `${all}?name=reminder` });
    expect((await remove()).text).to.equal('{"success":true}');
    expect((await remove()).status).to.equal(400);
    expect((await graph(sandbox, undefined, { method: 'GET', path })).error?.error_subcode).to.equal(33);
  });

  it('change quality and category, and the platform is told', async () => {
    const { id } = sandbox.templates.register(wabaId, { ...reminder, quality: 'GREEN' });
    expect((await sandbox.templates.setQuality(id, 'YELLOW')).status).to.equal(200);
    await sandbox.templates.setCategory(id, 'MARKETING');
    const [quality, category] = news();
    expect(quality?.field).to.equal('message_template_quality_update');
    expect(quality?.value).to.include({ previous_quality_score: 'GREEN', new_quality_score: 'YELLOW' });
    expect(category?.field).to.equal('template_category_update');
    expect(category?.value).to.include({ previous_category: 'UTILITY', new_category: 'MARKETING' });
  });

  it('can be struck by a fault when they are created', async () => {
    sandbox.faults.add({ kind: 'error', code: 80_007 }, { operation: 'template', times: 1 });
    expect((await create(reminder)).error?.code).to.equal(80_007);
    expect(sandbox.templates.list()).to.deep.equal([]);
  });
});
