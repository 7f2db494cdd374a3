import { isFittingMariadb, isFittingRedis } from '../../../stack/fetch/server-versions.ts';

describe('the versions of the servers', () => {
  it.each([
    ['mariadbd  Ver 10.11.19-MariaDB-0+deb12u1 for debian-linux-gnu on x86_64', true],
    ['mariadbd  Ver 11.8.9-MariaDB', true],
    ['mariadbd  Ver 10.11.6-MariaDB-0+deb12u1', false],
    ['mariadbd  Ver 10.6.22-MariaDB', false],
    ['/usr/sbin/mysqld  Ver 8.4.3 for Linux on x86_64 (MySQL Community Server - GPL)', false],
    ['command not found', false],
  ])('takes the program that prints %j: %j', (output, fits) => {
    expect(isFittingMariadb(output)).toBe(fits);
  });

  it.each([
    ['Redis server v=7.0.15 sha=00000000:0 malloc=jemalloc-5.3.0 bits=64', true],
    ['Redis server v=8.0.2 sha=00000000:0', true],
    ['Redis server v=6.2.14 sha=00000000:0', false],
    ['', false],
  ])('takes the program that prints %j: %j', (output, fits) => {
    expect(isFittingRedis(output)).toBe(fits);
  });

  it.each([
    ['10.11.19-MariaDB-0+deb12u1', true],
    ['11.4.2-MariaDB', true],
    ['10.11.8-MariaDB', true],
    ['10.11.6-MariaDB-0+deb12u1', false],
    ['10.6.22-MariaDB', false],
    ['8.0.40', false],
  ])('takes the given server %j: %j', (version, fits) => {
    expect(isFittingMariadb(version)).toBe(fits);
  });
});
