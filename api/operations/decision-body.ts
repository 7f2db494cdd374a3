import { z } from 'zod';

import { text } from '../../domain/documents/fields.ts';
import { DocumentName, filterSchemaOf } from '../../domain/documents/schema-of.ts';

const NOTE_MAX = 1000;
const INPUTS_MAX = 20;

const prose = filterSchemaOf(text({ maxLength: NOTE_MAX }));
/** What turns the direction of all that follows: beside other text, on pages and terminals, it would change how that reads. */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/;

/** Why a person decides so. It stays in our database: Temporal is never told. */
export const Note = z
  .string()
  .min(1)
  .max(NOTE_MAX)
  .refine(
    (note) => prose.safeParse(note).success && !TURNING.test(note),
    'Is blank, or holds control characters, characters that turn the direction of text, or broken Unicode',
  )
  .meta({ description: 'Why; kept with the decision.', example: 'The billing account is enabled again.' });

/** The name of a step. */
export const StepName = z
  .string()
  .max(64)
  .regex(/^[a-zA-Z][\w-]*$/, 'Is no name of a step')
  .meta({ example: 'invoice' });

/** What replaces values of a step's input. Names and ids only: it stands in Temporal's history. */
export const StepEdits = z
  .record(z.string().regex(/^[a-zA-Z]\w{0,63}$/, 'Is no name of an input'), DocumentName)
  .refine((input) => Object.keys(input).length <= INPUTS_MAX, `Holds more than ${String(INPUTS_MAX)} values`)
  .meta({
    description: 'For `retry`: what replaces values of the step’s input, where the step lets them be edited.',
    maxProperties: INPUTS_MAX,
  });
