// When people may be written to by the clock where they are, and which clock that is.
import { expect } from 'chai';
import { recipientZone } from '../../../../src/domain/schedule/recipient-zone.ts';
import { parseSendWindows, quietFrom, whenAllowed } from '../../../../src/domain/schedule/send-windows.ts';
import { zoneDataVersion } from '../../../../src/domain/schedule/zone.ts';

const everyDay = [1, 2, 3, 4, 5, 6, 7];
const day = [{ days: everyDay, from: '08:00', until: '20:00' }];
const allowed = (at: string, zone: string, windows: Parameters<typeof whenAllowed>[2]) =>
  whenAllowed(new Date(at), zone, windows).toISOString();

describe('send windows', () => {
  it('let through what falls into them, and hold the rest until the next one', () => {
    expect(allowed('2026-03-10T18:00:00Z', 'America/Mexico_City', day)).to.equal('2026-03-10T18:00:00.000Z');
    expect(allowed('2026-03-10T13:59:59.999Z', 'America/Mexico_City', day)).to.equal('2026-03-10T14:00:00.000Z');
    expect(allowed('2026-03-10T14:00:00Z', 'America/Mexico_City', day)).to.equal('2026-03-10T14:00:00.000Z');
    expect(allowed('2026-03-11T02:00:00Z', 'America/Mexico_City', day)).to.equal('2026-03-11T14:00:00.000Z');
  });

  it('are always open when there are none', () => {
    expect(allowed('2026-03-10T03:00:00Z', 'UTC', null)).to.equal('2026-03-10T03:00:00.000Z');
  });

  it('keep to their days', () => {
    const office = [
      { days: [1, 2, 3, 4, 5], from: '09:00', until: '17:00' },
      { days: [6], from: '10:00', until: '12:00' },
    ];
    expect(allowed('2026-03-13T17:00:00Z', 'UTC', office)).to.equal('2026-03-14T10:00:00.000Z');
    expect(allowed('2026-03-14T12:00:00Z', 'UTC', office)).to.equal('2026-03-16T09:00:00.000Z');
    expect(allowed('2026-03-16T17:00:00Z', 'UTC', [{ days: [1], from: '09:00', until: '17:00' }])).to.equal(
      '2026-03-23T09:00:00.000Z',
    );
  });

  it('may go on after midnight, and belong to the day on which they begin', () => {
    const night = [{ days: [5], from: '22:00', until: '02:00' }];
    expect(allowed('2026-03-14T01:59:00Z', 'UTC', night)).to.equal('2026-03-14T01:59:00.000Z');
    expect(allowed('2026-03-14T02:00:00Z', 'UTC', night)).to.equal('2026-03-20T22:00:00.000Z');
    expect(allowed('2026-03-13T01:00:00Z', 'UTC', night)).to.equal('2026-03-13T22:00:00.000Z');
    const wholeDay = [{ days: everyDay, from: '00:00', until: '24:00' }];
    expect(allowed('2026-03-14T23:59:59Z', 'UTC', wholeDay)).to.equal('2026-03-14T23:59:59.000Z');
  });

  it('begin when a jump of the clocks is over, and are lost when it takes all of them', () => {
    const early = [{ days: everyDay, from: '02:30', until: '05:00' }];
    expect(allowed('2026-03-08T06:00:00Z', 'America/New_York', early)).to.equal('2026-03-08T07:00:00.000Z');
    const lost = [{ days: [7], from: '02:00', until: '03:00' }];
    expect(allowed('2026-03-08T06:00:00Z', 'America/New_York', lost)).to.equal('2026-03-15T06:00:00.000Z');
  });

  it('end where no other goes on', () => {
    const quiet = (at: string, limit: string, windows: Parameters<typeof quietFrom>[2]) =>
      quietFrom(new Date(at), 'America/Mexico_City', windows, new Date(limit))?.toISOString();
    expect(quiet('2026-03-10T18:00:00Z', '2026-03-20T00:00:00Z', day)).to.equal('2026-03-11T02:00:00.000Z');
    expect(quiet('2026-03-10T18:00:00Z', '2026-03-11T02:00:00Z', day)).to.equal(undefined);
    expect(quiet('2026-03-10T18:00:00Z', '2026-03-20T00:00:00Z', null)).to.equal(undefined);
    const late = [...day, { days: [2], from: '20:00', until: '01:30' }];
    expect(quiet('2026-03-10T18:00:00Z', '2026-03-20T00:00:00Z', late)).to.equal('2026-03-11T07:30:00.000Z');
    const always = [{ days: everyDay, from: '00:00', until: '24:00' }];
    expect(quiet('2026-03-10T18:00:00Z', '2026-03-20T00:00:00Z', always)).to.equal(undefined);
  });

  it('are parsed, in order of their days', () => {
    expect(parseSendWindows(null)).to.deep.equal({ windows: null });
    expect(parseSendWindows([{ days: [7, 1], from: '22:00', until: '24:00' }])).to.deep.equal({
      windows: [{ days: [1, 7], from: '22:00', until: '24:00' }],
    });
  });

  it('are refused with what is wrong with them', () => {
    const paths = (given: unknown) => {
      const result = parseSendWindows(given);
      return 'problems' in result ? result.problems.map(({ path }) => path) : [];
    };
    expect(paths('always')).to.deep.equal(['send_windows']);
    expect(paths([])).to.deep.equal(['send_windows']);
    expect(paths([null, { days: [], from: '8:00', until: '24:01' }])).to.deep.equal([
      'send_windows[0].days',
      'send_windows[0].from',
      'send_windows[0].until',
      'send_windows[1].days',
      'send_windows[1].from',
      'send_windows[1].until',
    ]);
    for (const days of [[0], [8], [1, 1], [1.5], ['1'], 'MO'])
      expect(paths([{ days, from: '08:00', until: '20:00' }])).to.deep.equal(['send_windows[0].days']);
    expect(paths([{ days: [1], from: '08:00', until: '08:00' }])).to.deep.equal(['send_windows[0].until']);
    expect(paths([{ days: [1], from: '24:00', until: '08:00' }])).to.deep.equal(['send_windows[0].from']);
  });
});

describe('the zone of a recipient', () => {
  const zoneOf = (recipient: string, tenantZone: string, contactZone: string | null = null) =>
    recipientZone({ contactZone, recipient, tenantZone });

  it('is the contact’s own', () => {
    expect(zoneOf('+27821234567', 'UTC', 'Asia/Tokyo')).to.equal('Asia/Tokyo');
    expect(zoneOf('+27821234567', 'UTC', 'no zone')).to.equal('Africa/Johannesburg');
  });

  it('is that of the phone’s country', () => {
    expect(zoneOf('+27821234567', 'America/New_York')).to.equal('Africa/Johannesburg');
    expect(zoneOf('ZA.12345', 'America/New_York')).to.equal('Africa/Johannesburg');
  });

  it('is the tenant’s in a country with several, if that is one of them, else the one where most people live', () => {
    expect(zoneOf('+525512345678', 'America/Tijuana')).to.equal('America/Tijuana');
    expect(zoneOf('+525512345678', 'Europe/Madrid')).to.equal('America/Mexico_City');
    expect(zoneOf('+34612345678', 'Europe/Paris')).to.equal('Europe/Madrid');
    expect(zoneOf('+541123456789', 'America/Argentina/Cordoba')).to.equal('America/Argentina/Cordoba');
  });

  it('is the tenant’s when the number is of no country', () => {
    expect(zoneOf('+883510012345', 'Europe/Paris')).to.equal('Europe/Paris');
  });

  it('is reckoned with zone data whose release is known', () => {
    expect(zoneDataVersion()).to.match(/^20\d\d[a-z]$/);
  });
});
