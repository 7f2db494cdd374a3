import { parseCodecServerConfig, parseConfig } from '../../../activities/context/config.ts';
import { TEST_PAYLOAD_KEYS } from '../../support/payload-keys.ts';

const LEAST = {
  DATABASE_URL: 'mysql://dartwing:s3cret-word@127.0.0.1:3306/dartwing',
  REDIS_URL: 'redis://:s3cret-word@127.0.0.1:6379/0',
  TEMPORAL_ADDRESS: '127.0.0.1:7233',
  TEMPORAL_PAYLOAD_KEYS: TEST_PAYLOAD_KEYS,
};

function refusal(environment: Record<string, string | undefined>): string {
  try {
    parseConfig(environment);
    return '';
  } catch (error) {
    return String(error);
  }
}

describe('parseConfig', () => {
  it('needs the three services and the keys, and has a default for the rest', () => {
    expect(parseConfig(LEAST)).toEqual({
      ...LEAST,
      TEMPORAL_PAYLOAD_KEYS: [expect.objectContaining({ id: 'test-b' }), expect.objectContaining({ id: 'test-a' })],
      DATABASE_POOL_MAX: 20,
      DATABASE_QUERY_TIMEOUT_MS: 10_000,
      TEMPORAL_NAMESPACE: 'default',
      API_HOST: '127.0.0.1',
      API_PORT: 8080,
      WORKER_HEALTH_PORT: 8081,
      METRICS_HOST: '127.0.0.1',
      API_METRICS_PORT: 9464,
      WORKER_METRICS_PORT: 9465,
      API_DRAIN_MS: 1_000,
      RATE_LIMIT_PER_MINUTE: 600,
      LOG_LEVEL: 'info',
    });
  });

  it.each([
    ['off', 'off'],
    ['0', 0],
    ['9000', 9_000],
  ])('takes %s as the port of metrics', (API_METRICS_PORT, port) => {
    expect(parseConfig({ ...LEAST, API_METRICS_PORT }).API_METRICS_PORT).toBe(port);
  });

  it('reads numbers, and leaves out what it does not know', () => {
    const config = parseConfig({ ...LEAST, API_PORT: '0', DATABASE_POOL_MAX: '2', HOME: '/root' });
    expect(config).toMatchObject({ API_PORT: 0, DATABASE_POOL_MAX: 2 });
    expect(config).not.toHaveProperty('HOME');
  });

  it.each(['mysql://a:b@c/d', 'mariadb://a:b@c/d'])('takes %s for a database', (DATABASE_URL) => {
    expect(parseConfig({ ...LEAST, DATABASE_URL }).DATABASE_URL).toBe(DATABASE_URL);
  });

  it.each(Object.keys(LEAST))('names %s when it is missing', (key) => {
    expect(refusal({ ...LEAST, [key]: undefined })).toMatch(
      new RegExp(`^Error: The environment is not complete.*${key}: `),
    );
  });

  it('names everything that is wrong, at once', () => {
    const sentence = refusal({ API_PORT: 'x', LOG_LEVEL: 'loud' });
    for (const key of [...Object.keys(LEAST), 'API_PORT', 'LOG_LEVEL']) expect(sentence).toContain(`${key}: `);
  });

  it.each([
    ['DATABASE_URL', 'postgres://u:s3cret-word@127.0.0.1/d'],
    ['DATABASE_URL', 's3cret-word'],
    ['REDIS_URL', 'http://:s3cret-word@127.0.0.1'],
    ['TEMPORAL_ADDRESS', ''],
    ['DATABASE_POOL_MAX', '1'],
    ['DATABASE_POOL_MAX', '201'],
    ['DATABASE_QUERY_TIMEOUT_MS', '10'],
    ['API_PORT', '65536'],
    ['API_PORT', '80.5'],
    ['WORKER_METRICS_PORT', 'on'],
    ['API_DRAIN_MS', '10001'],
    ['RATE_LIMIT_PER_MINUTE', '0'],
    ['LOG_LEVEL', 'INFO'],
    ['TEMPORAL_UI_URL', 's3cret-word'],
    ['TEMPORAL_PAYLOAD_KEYS', 's3cret-word'],
    ['TEMPORAL_PAYLOAD_KEYS', `${TEST_PAYLOAD_KEYS},s3cret-word`],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 's3cret-word'],
  ])('refuses %s as %j without repeating it', (key, value) => {
    const sentence = refusal({ ...LEAST, [key]: value });
    expect(sentence).toContain(`${key}: `);
    expect(sentence).not.toContain('s3cret-word');
  });
});

describe('parseCodecServerConfig', () => {
  const token = 'a-token-of-at-least-32-characters';

  it('needs the keys and a token, and nothing of the other services', () => {
    expect(parseCodecServerConfig({ TEMPORAL_PAYLOAD_KEYS: TEST_PAYLOAD_KEYS, CODEC_SERVER_TOKEN: token })).toEqual({
      TEMPORAL_PAYLOAD_KEYS: expect.any(Array),
      CODEC_SERVER_TOKEN: token,
      CODEC_SERVER_HOST: '127.0.0.1',
      CODEC_SERVER_PORT: 8082,
      LOG_LEVEL: 'info',
    });
  });

  it.each([
    ['CODEC_SERVER_TOKEN', undefined],
    ['CODEC_SERVER_TOKEN', 's3cret-word'],
    ['TEMPORAL_PAYLOAD_KEYS', undefined],
  ])('refuses %s as %j without repeating it', (key, value) => {
    const environment = { TEMPORAL_PAYLOAD_KEYS: TEST_PAYLOAD_KEYS, CODEC_SERVER_TOKEN: token, [key]: value };
    expect(() => parseCodecServerConfig(environment)).toThrow(new RegExp(`${key}: (?!.*s3cret-word)`));
  });
});
