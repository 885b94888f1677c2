// Which language a person is spoken to in, by what is known of them.
import { expect } from 'chai';
import { chooseLanguage } from '../../../src/domain/language.ts';

const nobody = { locale: null, recipient: '+4915110000001', channelLocale: null };
const inSouthAfrica = { ...nobody, recipient: '+27821000001' };

describe('the language of a person', () => {
  it('is that of the contact, whatever else is known', () => {
    const person = { ...inSouthAfrica, locale: 'pt_BR', channelLocale: 'zu', said: 'fr' } as const;
    expect(chooseLanguage(person)).to.equal('pt-BR');
  });

  it('is that of the phone’s country, rather than one that is not spoken there', () => {
    expect(chooseLanguage({ ...inSouthAfrica, channelLocale: 'fr', said: 'pt-BR' })).to.equal('en');
    expect(chooseLanguage({ ...nobody, recipient: 'MX.abc123', channelLocale: 'en' })).to.equal('es-MX');
  });

  it('is the channel’s where that is one of several in the country', () => {
    for (const language of ['af', 'zu', 'en'] as const)
      expect(chooseLanguage({ ...inSouthAfrica, channelLocale: language })).to.equal(language);
    expect(chooseLanguage({ ...nobody, recipient: '+12025550123', channelLocale: 'es_MX' })).to.equal('es-MX');
    expect(chooseLanguage({ ...nobody, recipient: '+12025550123', channelLocale: 'zu' })).to.equal('en');
  });

  it('is that of a word they said before the channel’s', () => {
    expect(chooseLanguage({ ...inSouthAfrica, channelLocale: 'zu', said: 'af' })).to.equal('af');
    expect(chooseLanguage({ ...nobody, channelLocale: 'zu', said: 'fr' })).to.equal('fr');
  });

  it('is the channel’s where the country tells nothing, else English', () => {
    expect(chooseLanguage({ ...nobody, channelLocale: 'zu' })).to.equal('zu');
    expect(chooseLanguage(nobody)).to.equal('en');
    expect(chooseLanguage({ ...nobody, recipient: 'nonsense', locale: 'de' })).to.equal('en');
  });
});
