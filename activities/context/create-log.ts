import { Writable } from 'node:stream';

import { pino, type DestinationStream, type Logger } from 'pino';

import { allowFields } from './allow-fields.ts';
import type { Config } from './config.ts';
import { scrubText } from './scrub-text.ts';

type Process = 'api' | 'worker' | 'codec-server' | 'test';

const NO_MESSAGE = 'a line without a message';

/**
 * The process's log: one JSON object a line. Only the fields of `LOG_FIELDS` are written, texts without what looks like a person's
 * data or a secret, errors without their messages. Any other field is left out and counted in `fieldsLeftOut`; in tests it throws,
 * in a silent log too.
 */
export function createLog(
  config: Pick<Config, 'LOG_LEVEL'>,
  process: Process,
  destination?: DestinationStream,
): Logger {
  const strict = process === 'test';
  // A silent log does not look at its lines, and tests are to look at every one.
  const unheard = strict && destination === undefined && config.LOG_LEVEL === 'silent';
  const options = {
    level: unheard ? 'trace' : config.LOG_LEVEL,
    base: { process },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { log: (fields: Record<string, unknown>) => write(fields, strict) },
    // Errors are described by now, at any depth; pino's own serializer would add their messages.
    serializers: { err: (described: unknown) => described },
    hooks: { logMethod: keepMessageConstant },
    onChild: () => {
      throw new Error('A child of the log would write fields that nobody looked at. Name them in each line.');
    },
  };
  const stream = unheard ? nowhere() : destination;
  return stream === undefined ? pino(options) : pino(options, stream);
}

function write(given: Record<string, unknown>, strict: boolean): Record<string, unknown> {
  const { fields, leftOut } = allowFields(given);
  if (leftOut.length === 0) return fields;
  if (strict) throw new Error(`A line has no field '${leftOut.join("', '")}'. Leave it out, or add it to LOG_FIELDS.`);
  return { ...fields, fieldsLeftOut: leftOut.length };
}

/** Without a message pino would take that of the error; from further arguments it would write values into the text. */
function keepMessageConstant(this: Logger, args: unknown[], method: (...args: unknown[]) => void): void {
  const [first, second] = args;
  const message = typeof first === 'string' ? first : second;
  const fields = first instanceof Error ? { err: first } : typeof first === 'object' && first !== null ? first : {};
  method.call(this, fields, typeof message === 'string' ? scrubText(message) : NO_MESSAGE);
}

const nowhere = (): Writable =>
  new Writable({
    write: (_chunk, _encoding, done) => {
      done();
    },
  });
