import { isCurrency, isTimeZone } from '../../domain/locale.ts';

describe('isCurrency', () => {
  it.each(['USD', 'EUR', 'JPY', 'KWD'])('knows %s', (code) => {
    expect(isCurrency(code)).toBe(true);
  });

  it.each(['', 'usd', 'US', 'USDX', ' USD', 'ZZZ', '$', 'constructor'])('does not know %j', (code) => {
    expect(isCurrency(code)).toBe(false);
  });
});

describe('isTimeZone', () => {
  it.each(['America/Chicago', 'Europe/Berlin', 'Asia/Kathmandu', 'UTC', 'US/Central', 'Asia/Kolkata'])(
    'knows %s',
    (zone) => {
      expect(isTimeZone(zone)).toBe(true);
    },
  );

  it.each(['', 'Chicago', 'Mars/Olympus', 'America/Chicago ', 'GMT+25', '+01:00', '-0600', '__proto__'])(
    'does not know %j',
    (zone) => {
      expect(isTimeZone(zone)).toBe(false);
    },
  );
});
