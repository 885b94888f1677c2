// Every text exists in every language, takes the same values there, and fits where it is shown.
import { expect } from 'chai';
import { IntlMessageFormat } from 'intl-messageformat';
import { languages, type Language } from '../../../src/domain/language.ts';
import { readOptOutWish } from '../../../src/domain/opt-out.ts';
import { readCommand } from '../../../src/intake/commands.ts';
import { catalogues, speaker, type TextKey } from '../../../src/intake/locales/index.ts';

const keys = Object.keys(catalogues.en) as TextKey[];
const textsOf = (language: Language) => Object.entries(catalogues[language]) as [TextKey, string][];

// Meta: a button's title, a list row's, and the button that opens a list.
const longestRow = 24;
const longestListButton = 20;

/** Texts that name a choice, as src/intake/locales/index.ts says. */
const titles = new RegExp(
  [
    String.raw`[._](choice|option|category)[._]\w+$`,
    String.raw`^menu\.(defect\.type|maintenance\.issue)\.\w+$|^menu\.(main|confirm|cancel|skip|files\.(none|done)|another_\w+)$`,
    String.raw`^tickets\.severity\.\w+$`,
  ].join('|'),
);
const isTitle = (key: string) => titles.test(key);

type Node = ReturnType<IntlMessageFormat['getAst']>[number];

// Styles of our own are read with the text, so they must be known here as well.
const formats = { date: { when: {}, day: {} } };
const nodesOf = (text: string, language: Language) => new IntlMessageFormat(text, language, formats).getAst();

// Kinds of node as the parser numbers them: literal, argument, number, date, time, select, plural, #, tag. A plural is a number.
const kinds = ['', 'text', 'number', 'date', 'time', 'select', 'number', '', 'tag'];

/** What a text takes: the names of its values, and as what each is shown. */
function valuesOf(text: string, language: Language): string[] {
  return [...new Set(valuesIn(nodesOf(text, language)))].toSorted();
}

function valuesIn(nodes: readonly Node[]): string[] {
  return nodes.flatMap((node) => {
    const kind = kinds[node.type];
    const style = 'style' in node && typeof node.style === 'string' ? ` ${node.style}` : '';
    const cases = kind === 'select' && 'options' in node ? ` ${Object.keys(node.options).toSorted().join('|')}` : '';
    const own = kind && 'value' in node ? [`${node.value}: ${kind}${style}${cases}`] : [];
    const inner = 'options' in node ? Object.values(node.options).map(({ value }) => value) : [];
    return [...own, ...inner.flatMap(valuesIn), ...('children' in node ? valuesIn(node.children) : [])];
  });
}

/** The cases of each plural. */
function pluralsOf(text: string, language: Language): string[][] {
  return pluralsIn(nodesOf(text, language));
}

function pluralsIn(nodes: readonly Node[]): string[][] {
  return nodes.flatMap((node) => {
    if (!('options' in node)) return [];
    const inner = Object.values(node.options).flatMap(({ value }) => pluralsIn(value));
    return 'pluralType' in node ? [Object.keys(node.options), ...inner] : inner;
  });
}

for (const language of languages) {
  describe(`the texts in ${language}`, () => {
    it('are all there, none is empty, and there are no others', () => {
      expect(Object.keys(catalogues[language]).toSorted()).to.deep.equal(keys.toSorted());
      for (const [key, text] of textsOf(language)) expect(text.trim(), key).not.to.equal('');
    });

    it('can be read, and take the same values as in English', () => {
      for (const [key, text] of textsOf(language))
        expect(valuesOf(text, language), `${key}: ${text}`).to.deep.equal(valuesOf(catalogues.en[key], 'en'));
    });

    it('have every form of the language where English has more than one', () => {
      // `many` is for millions, as of `un millón de…`: nothing here comes in those.
      const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
      const forms = pluralCategories.filter((form) => form !== 'many');
      for (const [key, text] of textsOf(language)) {
        if (!pluralsOf(catalogues.en[key], 'en').some((cases) => cases.includes('one'))) continue;
        for (const cases of pluralsOf(text, language)) expect(cases, `${key}: ${text}`).to.include.members(forms);
      }
    });

    it('name choices in few enough characters, so that none is cut off', () => {
      for (const [key, text] of textsOf(language).filter(([key]) => isTitle(key)))
        expect(text.length, `${key}: ${text}`).to.be.within(1, longestRow);
      expect(catalogues[language]['dialogue.options'].length).to.be.at.most(longestListButton);
    });

    it('name no choice by a word that commands something else, or that ends messages', () => {
      for (const [key, text] of textsOf(language).filter(([key]) => isTitle(key))) {
        const own = /[._]main$/.test(key) ? 'menu' : /[._]cancel$/.test(key) ? 'cancel' : undefined;
        expect(readCommand(text) ?? own, `${key}: ${text}`).to.equal(own);
        expect(readOptOutWish(text)?.wish, `${key}: ${text}`).not.to.equal('stop');
      }
    });
  });
}

describe('choices', () => {
  it('are known by their keys', () => {
    expect(keys.filter(isTitle)).to.include.members([
      'menu.option.defect',
      'report.choice_send',
      'tickets.severity.low',
    ]);
    expect(keys.filter(isTitle)).not.to.include.members(['dialogue.commands', 'menu.help', 'report.hello']);
  });
});

describe('a text', () => {
  it('says instants in the language and the zone of the person', () => {
    const due = new Date('2026-11-21T22:30:00Z');
    const dated = keys.find((key) => valuesOf(catalogues.en[key], 'en').includes('due: date when'));
    expect(dated, 'a text with an instant').to.be.a('string');
    const names = valuesOf(catalogues.en[dated!], 'en').map((value) => value.split(':')[0]!);
    const values = Object.fromEntries(names.map((name) => [name, name === 'due' ? due : 1]));
    expect(speaker('en', 'UTC')(dated!, values)).to.include('Nov 21, 2026');
    expect(speaker('en', 'Africa/Johannesburg')(dated!, values)).to.include('Nov 22, 2026');
    expect(speaker('fr', 'UTC')(dated!, values)).to.include('21 nov. 2026');
  });
});
