import { readFileSync } from 'node:fs';

import * as options from '../../workflows/activity-options.ts';
import { sourceFiles } from './source-files.ts';

const PROFILES = Object.entries(options);
const PROXY = /\bproxy(?:Local)?Activities\b(?:<[^(]*>)?\(([^)]*)\)/g;

describe('the profiles of activities', () => {
  it.each(PROFILES)(
    '%s bounds each attempt, says how it repeats, and puts no end to the attempts',
    (_name, profile) => {
      expect(profile).toMatchObject({
        startToCloseTimeout: expect.any(String),
        retry: { initialInterval: expect.any(String), maximumInterval: expect.any(String) },
      });
      expect(profile).not.toHaveProperty('scheduleToCloseTimeout');
      expect(profile.retry).not.toHaveProperty('maximumAttempts');
    },
  );

  it('are the only options that a workflow gives to its activities', () => {
    const given = sourceFiles('workflows', /\.ts$/).flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(PROXY)].map(([, argument = '']) => `${file}: ${argument}`),
    );
    const names = PROFILES.map(([name]) => name).join('|');
    const named = new RegExp(`^[^:]+: (${names}|\\{ \\.\\.\\.(${names}), taskQueue: \\w+ \\})$`);
    expect(given.length).toBeGreaterThan(0);
    expect(given.filter((call) => !named.test(call))).toEqual([]);
  });
});
