import { planFetch } from '../../../stack/fetch/plan-fetch.ts';

const RELEASE = 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"';
const stampOf = (packages: string, release = RELEASE) => `${packages}\n${release}`;
const BOTH = 'mariadb-server-core mariadb-client-core redis-tools';

describe('planFetch', () => {
  it('fetches only the server that is missing, and says which', () => {
    expect(planFetch({ missing: ['redis'], stamp: undefined, release: RELEASE })).toEqual({
      servers: ['redis'],
      packages: ['redis-tools'],
      title: 'Fetching Redis (2 MB of Debian packages)',
      stamp: stampOf('redis-tools'),
    });
  });

  it('fetches both where none is there', () => {
    const fetch = planFetch({ missing: ['mariadb', 'redis'], stamp: undefined, release: RELEASE });
    expect(fetch?.title).toBe('Fetching MariaDB and Redis (12 MB of Debian packages)');
    expect(fetch?.stamp).toBe(stampOf(BOTH));
  });

  it.each([
    ['what is missing', 'redis-tools'],
    ['more than is missing', BOTH],
  ])('fetches nothing when an earlier start fetched %s', (_, packages) => {
    expect(planFetch({ missing: ['redis'], stamp: stampOf(packages), release: RELEASE })).toBeUndefined();
  });

  it('keeps what was fetched before, since the folder is replaced as a whole', () => {
    const fetch = planFetch({ missing: ['mariadb'], stamp: stampOf('redis-tools'), release: RELEASE });
    expect(fetch?.packages).toEqual(BOTH.split(' '));
  });

  it('fetches anew after an upgrade of the system, and only what is missing then', () => {
    const fetch = planFetch({ missing: ['redis'], stamp: stampOf(BOTH, 'PRETTY_NAME="Debian 11"'), release: RELEASE });
    expect(fetch?.packages).toEqual(['redis-tools']);
  });
});
