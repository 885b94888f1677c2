// The place that words name: found where it is named, and never read into what is wrong there.
import { expect } from 'chai';
import { languages, type Language } from '../../../../src/domain/language.ts';
import { saysHowMuch } from '../../../../src/intake/flows/report/degree.ts';
import { findPlace } from '../../../../src/intake/flows/report/find-place.ts';
import { city, ticketOf } from '../../../support/city.ts';

/** The place stands in brackets. */
const named: { readonly [language in Language]: readonly string[] } = {
  en: [
    'There is a pothole at [12 Church Street]',
    'there is a pothole at [12 church street], very deep',
    'Pothole on the [corner of 5th and Main], please help',
    'pothole at the [corner of fifth and main]',
    'There is a huge pothole [in front of 12 Main Road], cars swerve',
    'Burst pipe in [Voortrekker Road opposite the Shoprite] since Monday',
    'The streetlight [near St Mary’s school] is out',
    'Rubbish [next to Greenfield Primary School]',
    'The drain [in front of Pick n Pay] is blocked',
    '[Main Road] is flooded',
    'Water leaking in [5th Avenue]',
    'the traffic light at [Church and Long Street] is dead',
    'Tree down on [Oak Avenue, next to the park]',
    'No power at [14B Long St]. It went since yesterday',
    'Lamp out [between Oak Street and Pine Street]',
    'There is a leak [outside 22 Jacaranda Crescent]. It started on Monday',
    'Burst pipe at [45 Nelson Mandela Avenue, Khayelitsha]',
    'Sewage [opposite number 7 Oak Lane]',
    'I walk down Oak Street, and there is a pothole at the [corner of Church and Long]',
  ],
  'es-MX': [
    'Hay un bache enorme en la [calle Hidalgo 12]',
    'bache en la [calle hidalgo 12]',
    'BACHE EN LA [CALLE HIDALGO 12]',
    'No hay luz en [Av. Juárez 45, colonia Centro]',
    'Fuga de agua en [avenida Insurgentes Sur 1602] desde ayer',
    'Hay basura en la [esquina de Juárez y Morelos] desde el lunes',
    'hay basura en la [esquina de juarez y morelos]',
    'Se cayó un árbol en [Hidalgo esquina con Morelos]',
    '[calle hidalgo esquina con morelos] hay un bache',
    'Un bache en [calle 5 de Mayo #12, frente al mercado]',
    'En la [calle 5 de mayo] hay un bache',
    'Bache en [calle Reforma entre Juárez y 5 de Mayo]',
    'Mucha basura en la [colonia Roma Norte]',
    'No sirve el alumbrado [frente a la escuela Benito Juárez]',
    'Hay un bache en la [calle 12]',
    'Calle Hidalgo es larga: hay una fuga en la [calle Francisco I. Madero número 34]',
  ],
  fr: [
    'Un nid-de-poule au [12 rue des Lilas] depuis lundi',
    'Le lampadaire est éteint [rue Victor Hugo]',
    'Fuite d’eau [à l’angle de la rue Victor Hugo et de la rue de la Paix]',
    'Des ordures [place de la République]',
    'Un arbre est tombé [boulevard Saint-Michel, en face de la pharmacie]',
    'Bruit toutes les nuits [en face du Carrefour Market]',
    '[12 bis, rue du Général de Gaulle] : plus de courant',
    'il y a un trou au [45 avenue foch]',
    'La [rue Pasteur] est inondée',
  ],
  'pt-BR': [
    'Tem um buraco enorme na [Rua das Flores, 12]',
    'buraco na [rua augusta 120]',
    'Lixo na [praça da Luz]',
    'Poste apagado na [esquina da Rua Augusta com a Avenida Paulista]',
    'Vazamento na [Avenida Brasil nº 300, em frente ao mercado]',
    'Árvore caída no [bairro da Liberdade]',
    'Buraco na [Rua 25 de Março, perto do Mercado Municipal]',
    'Poste caído na [Rua São João, bairro Centro]',
  ],
  af: [
    'Daar is ’n groot slaggat in [Kerkstraat 12]',
    'Die straatlig in [Voortrekkerweg] werk nie',
    'Slaggat op die [hoek van Kerk en Lang]',
    'Die pyp lek by [Langstraat 5, oorkant die skool]',
    'Vullis lê [oorkant die Spar]',
    'Geraas in [Jan Smuts Laan] elke nag',
    '[Kerkstraat] is donker',
  ],
  zu: [
    'Kunomgodi [emgwaqeni u-Main]',
    'Amanzi ayavuza ku-[12 Main Road]',
    'Izibani azikhanyi [eduze kwaShoprite]',
    'Udoti [ekhoneni lika-Main no-5th]',
    'Isihlahla siwile [emgwaqeni uMandela 12]',
    'Akukho gesi e-[Long Street]',
  ],
};

const unnamed: { readonly [language in Language]: readonly string[] } = {
  en: [
    'There is a deep pothole in front of the school',
    'No power in our street since yesterday',
    'Somebody took the name of our street away',
    'The streetlight at the crossing is out',
    'Our Street is dark',
    'Flooded Road',
    'Broken Street Light',
    'THERE IS A POTHOLE IN OUR STREET',
    'There Is A Big Pothole In My Street',
    '3 broken street lights',
    'There are 2 potholes in the road',
    'the street has flooded 3 times',
    'Water in the road for 3 weeks',
    'in front of my house',
    'It is on the way to work',
    'Please close the road',
    'Between Monday and Friday there is no water',
    'Rubbish is lying around. Please send a truck.',
    'my neighbour plays loud music at 3 am',
    'There was no water on 5 May',
    'Call me at 0821234567',
    'There is trash all over the place',
    'at the corner of my street and the park',
    'Hi John, please fix the road',
    '🤷',
    '',
  ],
  'es-MX': [
    'La calle está muy oscura',
    'hay un bache en la calle y nadie lo arregla',
    'La calle tiene 12 baches',
    'en la calle lleva 3 semanas una fuga',
    'Hay un bache enorme frente a la escuela',
    'No hay luz en mi calle desde las 8',
    'la calle a las 8 se llena',
    'Hay basura en la esquina',
    'calle oscura 24/7',
    'La calle está cerrada desde el 15',
    'Hay un bache en la calle, tiene 2 metros',
    'Mi calle no tiene alumbrado. La Comisión no viene',
    'Toda la colonia está sin agua',
    'Vivimos 12 familias en la calle',
    'el poste entre mi casa y la del vecino',
    'la avenida se inundó 3 veces',
  ],
  fr: [
    'Le lampadaire devant l’école est éteint',
    'La rue est bloquée depuis 12 heures',
    'Il y a un trou dans la rue',
    'Les poubelles ne sont plus à leur place',
    'la rue est sale. Merci de venir',
    'un arbre en face de chez moi',
    'La route est barrée, 3 voitures abîmées',
    'bruit au 3e étage',
  ],
  'pt-BR': [
    'Tem muito lixo na frente da escola',
    'A rua afundou 30 cm',
    'a rua está sem luz há 2 dias',
    'minha rua alagou 2 vezes',
    'uma árvore caiu na praça',
    'O poste perto da minha casa apagou',
  ],
  af: [
    'Daar is ’n groot slaggat voor die skool',
    '’n Groot slaggat in die pad',
    'Ons straat het nie ligte nie',
    'Onderweg het ek ’n gat gesien',
    '3 slaggate in ons straat',
    'Daar is al 3 weke geen water in die straat nie',
  ],
  zu: [
    'Kunomgodi omkhulu phambi kwesikole',
    'izibani azikhanyi emgwaqeni wakithi',
    'Amanzi ayavuza eduze kwendlu yami',
    'udoti awuthathwanga amasonto ama-3',
  ],
};

describe('the place in the words of a report', () => {
  for (const language of languages) {
    it(`is found where they name it, in ${language}`, () => {
      for (const said of named[language]) {
        const [, place] = /\[(.*)\]/.exec(said)!;
        expect(findPlace(said.replaceAll(/[[\]]/g, ''))?.text, said).to.equal(place);
      }
    });

    it(`is not found where they name none, in ${language}`, () => {
      for (const said of unnamed[language]) expect(findPlace(said), said).to.equal(undefined);
    });
  }

  it('is known to be all that is said', () => {
    for (const said of ['calle Hidalgo 12', 'It is at the corner of 5th and Main', 'C’est au 12 rue des Lilas'])
      expect(findPlace(said), said).to.include({ alone: true });
    expect(findPlace('Rubbish at 12 Oak Road')).to.include({ alone: false });
  });

  it('is not asked for, and shown before anything is sent', () => {
    const said = 'Hay un bache enorme en la calle Hidalgo 12';
    const person = city({}, {}, 'es-MX');
    expect(person.write(said).said).to.contain('*Dónde:* calle Hidalgo 12\n').and.to.contain('¿Lo envío así?');
    const place = { text: 'calle Hidalgo 12' };
    expect(ticketOf(person.tap('Enviar'))).to.deep.include({ category: 'roads', description: said, place });
  });

  it('is asked for no more once it is told alone, and is no description', () => {
    const person = city();
    expect(person.write('12 Church Street').said).to.match(/noted[^?]*What is wrong\?/);
    expect(person.write('There is a deep pothole').said).to.contain('*Where:* 12 Church Street\n');
    expect(ticketOf(person.tap('Send')).description).to.equal('There is a deep pothole');
  });

  it('gives way to a location that was shared, and to what a language model found', () => {
    const said = 'Rubbish at 12 Oak Road, behind the hall';
    const person = city();
    person.send({ kind: 'location', place: { latitude: 1, longitude: 2 } });
    person.write(said);
    expect(ticketOf(person.tap('Send')).place).to.deep.equal({ latitude: 1, longitude: 2 });
    const place = { text: '12 Oak Road, behind the hall' };
    expect(city({ [said]: { place, describesProblem: true } }).write(said).said).to.contain(`*Where:* ${place.text}`);
  });
});

describe('an answer to where it is', () => {
  it('goes on with what is wrong when it only says how much so', () => {
    const person = city();
    person.write('there is a pothole');
    expect(person.write('Very deep!').said).to.match(/noted[^?]*Where is it\?/);
    person.write('5th and Main');
    const expected = { description: 'there is a pothole\nVery deep!', place: { text: '5th and Main' } };
    expect(ticketOf(person.tap('Send'))).to.deep.include(expected);
  });

  it('says how much so in every language', () => {
    for (const said of [
      'it’s really dangerous',
      'Está muy oscuro',
      'c’est très profond',
      'muito fundo',
      'fundo demais',
      'dit is baie gevaarlik',
      'kukhulu kakhulu',
    ])
      expect(saysHowMuch(said), said).to.equal(true);
  });

  it('is a place however short it is', () => {
    for (const said of [
      'deep',
      'very near',
      'So Cal',
      'downtown',
      'Main',
      'muy cerca del puente',
      'tres cruces',
      'so 12',
    ])
      expect(saysHowMuch(said), said).to.equal(false);
  });
});
