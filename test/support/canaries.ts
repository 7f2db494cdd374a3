import { randomBytes, randomInt } from 'node:crypto';

import type { DocumentDefinition, Values } from '../../domain/documents/define-document.ts';
import type { Field, RowField, TextField } from '../../domain/documents/fields.ts';
import { REGISTRY } from '../../domain/documents/registry.ts';
import { asValues } from './documents.ts';

type Plain = Record<string, unknown>;

/** What points to something: ids, which may stand in Temporal. */
const IDS = ['dartwing_key', 'reference_doctype', 'reference_name', 'operation', 'user', 'hint'];
const WORD_LENGTH = 16;

/** Texts that a person writes, each with a word that stands nowhere else in the world. */
export interface Canaries {
  /** Values for every text field that a caller may write, beside those given. Rows that need more than texts must be given. */
  plant<D extends DocumentDefinition>(definition: D, given?: Plain): Values<D>;
  /** Values for these fields, which callers write by another way. */
  plantFields(definition: DocumentDefinition, fields: readonly string[]): Plain;
  /** A text that is part of no document, such as the reason of a decision. */
  text(place: string): string;
  /** The text fields of all document types that have got no word. */
  unplanted(): string[];
  /** Where words were planted. */
  planted(): string[];
  /** The places whose words stand in the text, whatever their case. */
  foundIn(text: string): string[];
}

/** New words, unlike those of any other run. */
export function createCanaries(): Canaries {
  const letters = `zq${randomBytes(5).toString('hex')}`;
  const digits = `9${String(randomInt(10 ** 8, 10 ** 9))}`;
  const places: string[] = [];

  const word = (place: string): string => {
    places.push(place);
    return letters + String(places.length).padStart(4, '0');
  };
  const valueOf = (place: string, field: TextField): unknown => {
    switch (field.format) {
      case 'email':
        return `${word(place)}@example.com`;
      case 'phone':
        return word(place).replace(letters, `+${digits}`);
      case 'picture':
        return `data:image/png;base64,${word(place)}`;
      default:
        return word(place);
    }
  };
  const fillAll = (of: string, fields: Record<string, Field>, given: Plain): Plain => {
    const texts = Object.entries(fields).flatMap(([key, field]): [string, unknown][] => {
      const place = `${of}.${key}`;
      if (field.kind === 'rows') return rowsOf(place, field.fields, given[key]);
      return key in given || !holdsWord(key, field) ? [] : [[key, valueOf(place, field)]];
    });
    return { ...given, ...Object.fromEntries(texts) };
  };
  const rowsOf = (place: string, fields: Record<string, RowField>, given: unknown): [string, unknown][] => {
    const key = place.slice(place.lastIndexOf('.') + 1);
    const rows = Array.isArray(given) ? given : [{}];
    const filled = rows.map((row: Plain) => fillAll(place, fields, row));
    const missing = (row: Plain) => Object.keys(fields).some((one) => fields[one]?.required === true && !(one in row));
    if (!Object.entries(fields).some(([one, field]) => holdsWord(one, field))) return [];
    if (filled.some(missing)) throw new Error(`Give rows of ${place}: they need more than texts`);
    return [[key, filled]];
  };

  return {
    plant: (definition, given = {}) => {
      const writable = Object.entries(definition.fields).filter(([, { readOnly }]) => readOnly !== true);
      return asValues(definition, fillAll(definition.doctype, Object.fromEntries(writable), given));
    },
    plantFields: ({ doctype, fields }, wanted) =>
      fillAll(doctype, Object.fromEntries(Object.entries(fields).filter(([key]) => wanted.includes(key))), {}),
    text: word,
    unplanted: () =>
      REGISTRY.flatMap(textPlaces)
        .filter((place) => !places.includes(place))
        .sort(),
    planted: () => [...new Set(places)].sort(),
    foundIn: (text) => {
      const found = [...text.matchAll(new RegExp(`(?:${letters}|${digits})(\\d{4})?`, 'gi'))];
      return [...new Set(found.map(([, number = '']) => places[Number(number) - 1] ?? 'a part of a word'))].sort();
    },
  };
}

const holdsWord = (key: string, field: Field): field is TextField =>
  field.kind === 'text' &&
  field.maxLength >= WORD_LENGTH &&
  !['currency', 'time_zone', 'geohash'].includes(field.format ?? '') &&
  !IDS.includes(key);

const textPlaces = ({ doctype, fields }: Pick<DocumentDefinition, 'doctype' | 'fields'>): string[] =>
  Object.entries(fields).flatMap(([key, field]) => {
    const place = `${doctype}.${key}`;
    if (field.kind === 'rows') return textPlaces({ doctype: place, fields: field.fields });
    return field.kind === 'text' || field.kind === 'fetched' ? [place] : [];
  });
