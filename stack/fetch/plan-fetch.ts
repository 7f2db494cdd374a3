export const SERVERS = ['mariadb', 'redis'] as const;
export type FetchedServer = (typeof SERVERS)[number];

const PACKAGES: Record<FetchedServer, string[]> = {
  mariadb: ['mariadb-server-core', 'mariadb-client-core'],
  redis: ['redis-tools'],
};
const TITLES: Record<FetchedServer, string> = { mariadb: 'MariaDB', redis: 'Redis' };
const SIZES_MB: Record<FetchedServer, number> = { mariadb: 10, redis: 2 };

interface Fetch {
  servers: FetchedServer[];
  packages: string[];
  title: string;
  /** What is written beside the packages once they are there. */
  stamp: string;
}

/**
 * What to fetch from Debian so that the missing servers are there; `undefined` when an earlier start fetched them
 * on this release.
 */
export function planFetch({
  missing,
  stamp,
  release,
}: {
  missing: FetchedServer[];
  /** What the last fetch wrote, if there was one. */
  stamp: string | undefined;
  release: string;
}): Fetch | undefined {
  const [packed = '', packedOn] = stamp?.split('\n') ?? [];
  const there =
    packedOn === release
      ? SERVERS.filter((server) => PACKAGES[server].every((name) => packed.split(' ').includes(name)))
      : [];
  if (missing.every((server) => there.includes(server))) return undefined;
  // The folder is replaced as a whole, and another run may be using what lies in it.
  const servers = SERVERS.filter((server) => missing.includes(server) || there.includes(server));
  const packages = servers.flatMap((server) => PACKAGES[server]);
  const size = servers.reduce((sum, server) => sum + SIZES_MB[server], 0);
  return {
    servers,
    packages,
    title: `Fetching ${servers.map((server) => TITLES[server]).join(' and ')} (${size} MB of Debian packages)`,
    stamp: `${packages.join(' ')}\n${release}`,
  };
}
