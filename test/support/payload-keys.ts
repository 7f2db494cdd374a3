import { PayloadKeyRing, type PayloadKeys } from '../../activities/context/payload-keys.ts';

const inBase64 = (letter: string): string => Buffer.from(letter.repeat(32)).toString('base64');

/** The key ring of all tests, as the environment gives it: known to everybody, so good for nothing else. */
export const TEST_PAYLOAD_KEYS = `test-b:${inBase64('b')},test-a:${inBase64('a')}`;

/** The same, read. */
export const testPayloadKeys = (text = TEST_PAYLOAD_KEYS): PayloadKeys => PayloadKeyRing.parse(text);
