import { randomBytes } from 'node:crypto';

import { defaultPayloadConverter, type Payload } from '@temporalio/common';

import { decryptPayload, encryptPayload, isEncrypted } from '../../../temporal/codec/encrypt-payload.ts';
import { codeOf } from '../../support/code-of.ts';
import { testPayloadKeys } from '../../support/payload-keys.ts';

const keyText = (id: string) => `${id}:${randomBytes(32).toString('base64')}`;
const [old, current] = [keyText('2026a'), keyText('2026b')];
const keys = testPayloadKeys(`${current},${old}`);
const [first] = keys;

const aPayload = (value: unknown): Payload => defaultPayloadConverter.toPayload(value);
const readable = ({ metadata, data }: Payload) =>
  Buffer.concat([...Object.values(metadata ?? {}), data ?? Buffer.of()]);

describe('a payload', () => {
  it.each([['text'], [{ a: [1, null] }], [undefined], [new Uint8Array([0, 255])], ['x'.repeat(1_000_000)]])(
    'is the same after it was encrypted and decrypted (%#)',
    (value) => {
      const payload = aPayload(value);
      const opened = decryptPayload(keys, encryptPayload(first, payload));
      expect(defaultPayloadConverter.fromPayload(opened)).toEqual(value);
      expect(Object.keys(opened.metadata ?? {})).toEqual(Object.keys(payload.metadata ?? {}));
    },
  );

  it('shows nothing but the id of its key, and is never encrypted the same way twice', () => {
    const sealed = encryptPayload(first, aPayload('canary-kestrel'));
    expect(readable(sealed).toString('latin1')).not.toContain('kestrel');
    expect(readable(sealed).toString('latin1')).not.toContain('json/plain');
    expect(
      Object.fromEntries(Object.entries(sealed.metadata ?? {}).map(([k, v]) => [k, Buffer.from(v).toString()])),
    ).toEqual({
      encoding: 'binary/encrypted',
      'encryption-key-id': '2026b',
    });
    expect(encryptPayload(first, aPayload('canary-kestrel')).data).not.toEqual(sealed.data);
  });

  it('that was encrypted before a rotation is read with the older key', () => {
    const sealed = encryptPayload(testPayloadKeys(old)[0], aPayload('old'));
    expect(defaultPayloadConverter.fromPayload(decryptPayload(keys, sealed))).toBe('old');
  });

  it('that is not encrypted passes as it is', () => {
    const payload = aPayload('plain');
    expect(isEncrypted(payload)).toBe(false);
    expect(decryptPayload(keys, payload)).toBe(payload);
    expect(decryptPayload(keys, {})).toEqual({});
  });

  it('whose key is not in the ring is refused with the id of that key', () => {
    const sealed = encryptPayload(testPayloadKeys(keyText('2025z'))[0], aPayload('x'));
    expect(() => decryptPayload(keys, sealed)).toThrow("the key '2025z', which is not among TEMPORAL_PAYLOAD_KEYS");
    expect(codeOf(() => decryptPayload(keys, sealed))).toBe('misconfigured');
  });

  it('whose key was replaced by another of the same id is refused', () => {
    const sealed = encryptPayload(testPayloadKeys(keyText('2026a'))[0], aPayload('x'));
    expect(() => decryptPayload(keys, sealed)).toThrow('was altered, or encrypted with another key');
  });

  it('that was altered anywhere, cut, or given the name of another key is refused', () => {
    const sealed = encryptPayload(first, aPayload('value'));
    const data = Buffer.from(sealed.data ?? Buffer.of());
    for (let at = 0; at < data.length; at += 1) {
      const altered = Buffer.from(data);
      altered.writeUInt8(altered.readUInt8(at) ^ 1, at);
      expect(() => decryptPayload(keys, { ...sealed, data: altered })).toThrow('was altered');
    }
    for (const length of [0, 5, 12, 20, data.length - 1])
      expect(() => decryptPayload(keys, { ...sealed, data: data.subarray(0, length) })).toThrow('was altered');

    const sameBytes = testPayloadKeys(`${current},${current.replace('2026b', 'other')}`);
    const renamed = { ...sealed.metadata, 'encryption-key-id': Buffer.from('other') };
    expect(() => decryptPayload(sameBytes, { ...sealed, metadata: renamed })).toThrow('was altered');
  });
});
