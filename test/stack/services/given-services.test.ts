import { givenAddresses, givenServices } from '../../../stack/services/given-services.ts';
import { serviceEnvironment } from '../../../stack/services/service-environment.ts';

const ports = {
  mariadb: 20_001,
  redis: 20_002,
  temporal: 20_003,
  temporalUi: 20_004,
  worker: 20_005,
  api: 20_006,
  codec: 20_007,
  workerMetrics: 20_008,
  apiMetrics: 20_009,
};
const secrets = { databasePassword: 'aa', redisPassword: 'bb', payloadKeys: '1:cc', codecServerToken: 'dd' };

describe('services given by the environment', () => {
  it('names none when nothing or an empty value is set', () => {
    expect(givenServices(givenAddresses({ DATABASE_URL: '' }))).toEqual([]);
  });

  it('is used instead of own ones', () => {
    const given = givenAddresses({
      DATABASE_URL: 'mysql://u:p@db/x',
      TEMPORAL_ADDRESS: 'temporal:7233',
      TEMPORAL_NAMESPACE: 'ours',
      TEMPORAL_UI_URL: 'http://temporal:8233',
    });
    expect(givenServices(given).map(({ name }) => name)).toEqual(['mariadb', 'temporal']);
    expect(serviceEnvironment({ given, ports, secrets })).toEqual({
      DATABASE_URL: 'mysql://u:p@db/x',
      REDIS_URL: 'redis://:bb@127.0.0.1:20002/0',
      TEMPORAL_ADDRESS: 'temporal:7233',
      TEMPORAL_NAMESPACE: 'ours',
      TEMPORAL_UI_URL: 'http://temporal:8233',
      API_HOST: '127.0.0.1',
      API_PORT: '20006',
      WORKER_HEALTH_PORT: '20005',
      WORKER_METRICS_PORT: '20008',
      API_METRICS_PORT: '20009',
      TEMPORAL_PAYLOAD_KEYS: '1:cc',
      CODEC_SERVER_PORT: '20007',
      CODEC_SERVER_TOKEN: 'dd',
    });
  });

  it('has own addresses for what is not given; a namespace without an address does not count', () => {
    const given = givenAddresses({ TEMPORAL_NAMESPACE: 'theirs' });
    expect(serviceEnvironment({ given, ports, secrets })).toMatchObject({
      DATABASE_URL: 'mysql://dartwing:aa@127.0.0.1:20001/dartwing',
      TEMPORAL_ADDRESS: '127.0.0.1:20003',
      TEMPORAL_NAMESPACE: 'default',
      TEMPORAL_UI_URL: 'http://127.0.0.1:20004',
    });
  });
});
