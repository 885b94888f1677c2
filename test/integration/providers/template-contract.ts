// What every provider makes of templates: what is handed in comes back, and every refusal is a value or a ProviderRefusal.
import { expect } from 'chai';
import type { TemplateDefinition } from '../../../src/domain/template.ts';
import { HttpFailure } from '../../../src/platform/http.ts';
import { ProviderRefusal, type ChannelAccess } from '../../../src/providers/provider.ts';
import type { Rig } from './rig.ts';
import type { Subject } from './subject.ts';

const plain: TemplateDefinition = {
  name: 'contract_plain',
  language: 'es_MX',
  category: 'utility',
  parameterFormat: 'positional',
  body: 'Hola {{1}}, su pedido {{2}} está listo.',
  buttons: [],
  samples: { 1: 'Ana', 2: '17' },
};
const definitions: TemplateDefinition[] = [
  plain,
  {
    ...plain,
    name: 'contract_parts',
    category: 'marketing',
    header: { type: 'text', text: 'Su pedido' },
    footer: 'Gracias',
    buttons: [
      { type: 'quick_reply', text: 'Sí' },
      { type: 'quick_reply', text: 'No' },
    ],
  },
  { ...plain, name: 'contract_named', parameterFormat: 'named', body: 'Hola {{who}}, listo.', samples: { who: 'Ana' } },
];

export function templateContract(subject: Subject, rig: () => Rig): void {
  for (const definition of definitions) {
    it(`come back as they were handed in: ${definition.name}`, async () => {
      const { provider, channel } = rig();
      const submitted = await provider.submitTemplate(channel, definition, undefined);
      expect(submitted).to.include({ type: 'submitted', status: 'pending' });
      const back = (await provider.listTemplates(channel)).find((one) => one.definition.name === definition.name);
      expect(back).to.include({ externalId: 'externalId' in submitted && submitted.externalId, status: 'pending' });
      expect(back!.definition).to.deep.equal(definition);
    });
  }

  it('are refused with a reason when the credentials are wrong', async () => {
    const refused = subject.wrongCredentials(rig().channel);
    expect(await rig().provider.submitTemplate(refused, plain, undefined)).to.containSubset({
      type: 'refused',
      failure: { kind: 'auth' },
    });
    expect(await listing(rig(), refused))
      .to.be.instanceOf(ProviderRefusal)
      .and.to.containSubset({ failure: { kind: 'auth' } });
  });

  it('wait for a provider that is away, in trouble or asks for time', async () => {
    const { provider, channel, sandbox } = rig();
    const away = { ...channel, apiUrl: 'http://127.0.0.1:1' };
    expect(await provider.submitTemplate(away, plain, undefined)).to.include({ type: 'retry' });
    expect(await listing(rig(), away)).to.be.instanceOf(HttpFailure);
    for (const fault of [{ kind: 'server_error', body: 'html' }, { kind: 'rate_limited' }] as const) {
      sandbox.faults.add(fault, { operation: 'any', times: 1 });
      const submitted = await provider.submitTemplate(channel, { ...plain, name: 'contract_trouble' }, undefined);
      expect(submitted, fault.kind).to.include({ type: 'retry' });
      sandbox.faults.add(fault, { operation: 'any', times: 1 });
      expect(await listing(rig(), channel), fault.kind).to.be.instanceOf(ProviderRefusal);
    }
    sandbox.faults.add({ kind: 'html', httpStatus: 200 }, { operation: 'any', times: 1 });
    expect(await listing(rig(), channel), 'a page').to.be.instanceOf(Error);
  });
}

function listing({ provider }: Rig, channel: ChannelAccess): Promise<unknown> {
  return provider.listTemplates(channel).catch((error: unknown) => error);
}
