import { HEAD } from '../../../activities/documents/stored-form.ts';
import type { Field } from '../../../domain/documents/fields.ts';
import { definitionOf, REGISTRY } from '../../../domain/documents/registry.ts';
import { seriesParts } from '../../../domain/documents/naming-series.ts';
import { createSchemaOf, filterSchemaOf } from '../../../domain/documents/schema-of.ts';
import { GIVEN_ROLES } from '../../../domain/permissions.ts';

const TYPES = REGISTRY.map((definition) => [definition.doctype, definition] as const);
const ROW_HEAD = ['organization_id', 'parent', 'position'];
const RIGHTS = ['read', 'write', 'create', 'delete', 'submit', 'cancel', 'repair'];
/** What a query string can say without being read as another type. */
const FILTERABLE = ['text', 'select', 'link', 'date'];

describe('the registry', () => {
  it('has each type and each table once', () => {
    expect(new Set(REGISTRY.map(({ doctype }) => doctype)).size).toBe(REGISTRY.length);
    expect(new Set(REGISTRY.map(({ table }) => table)).size).toBe(REGISTRY.length);
  });

  it('numbers no two types by the same prefix', () => {
    const prefixes = REGISTRY.flatMap(({ series }) => (series === null ? [] : [seriesParts(series, 2026).prefix]));
    expect(new Set(prefixes).size).toBe(prefixes.length);
  });

  describe.each(TYPES)('%s', (_doctype, definition) => {
    const fields = Object.entries(definition.fields);
    const links = fields.flatMap(([key, field]) =>
      field.kind === 'rows'
        ? Object.entries(field.fields).map(([inner, row]) => [`${key}.${inner}`, row] as const)
        : [[key, field] as const],
    );

    it('is written as a table is: small letters, digits, underscores', () => {
      const nested = fields.flatMap(([key, field]) =>
        field.kind === 'rows' ? [key, ...Object.keys(field.fields)] : [key],
      );
      for (const name of [definition.doctype, definition.table, ...nested])
        expect(name).toMatch(/^[a-z][a-z0-9_]{0,62}$/);
    });

    it('has no field that collides with the head of a document or of a row', () => {
      expect(fields.map(([key]) => key).filter((key) => HEAD.some((column) => column === key))).toEqual([]);
      for (const [, field] of fields)
        if (field.kind === 'rows')
          expect(Object.keys(field.fields).filter((key) => ROW_HEAD.includes(key))).toEqual([]);
    });

    it('links to registered types only', () => {
      for (const [, field] of links) if (field.kind === 'link') expect(() => definitionOf(field.to)).not.toThrow();
    });

    it('fetches from a link of its own a text that is there and fits', () => {
      for (const [, field] of fields) {
        if (field.kind !== 'fetched') continue;
        const link = definition.fields[field.from];
        if (link?.kind !== 'link') throw new Error(`${field.from} is no link`);
        const source = definitionOf(link.to).fields[field.field];
        if (source?.kind !== 'text') throw new Error(`${link.to}.${field.field} is no text`);
        expect(field.maxLength).toBeGreaterThanOrEqual(source.maxLength);
      }
    });

    it('has filters, indexes and unique fields that exist once each', () => {
      const { unique = [], filters = [], indexes = [] } = definition;
      for (const key of [...unique.flat(), ...filters, ...indexes.flat()])
        expect(fields.map(([name]) => name)).toContain(key);
      for (const list of [unique.map(String), filters, indexes.map((index) => index.join())])
        expect(new Set(list).size).toBe(list.length);
    });

    it('has conditions on fields beside it, whose values these can have', () => {
      for (const [key, { requiredWhen, onlyWhen }] of fields) {
        const [outer = '', inner] = key.split('.');
        const own = definition.fields[outer];
        const beside = inner !== undefined && own?.kind === 'rows' ? own.fields : definition.fields;
        for (const condition of [requiredWhen, onlyWhen]) {
          if (condition === undefined) continue;
          const field: Field | undefined = beside[condition.field];
          for (const value of condition.is)
            expect(field?.kind === 'check' ? typeof value : field?.kind === 'select' && field.options).toEqual(
              field?.kind === 'check' ? 'boolean' : expect.arrayContaining([value]),
            );
        }
      }
    });

    it('takes defaults along links of its own, of the same kind', () => {
      for (const [key, { kind, defaultFrom }] of fields) {
        if (defaultFrom === undefined) continue;
        expect(key).not.toContain('.');
        const link = definition.fields[defaultFrom.link];
        if (link?.kind !== 'link') throw new Error(`${defaultFrom.link} is no link`);
        expect(definitionOf(link.to).fields[defaultFrom.field]?.kind).toBe(kind);
      }
    });

    it('has a title and searched fields that are texts', () => {
      const { title, searched = [] } = definition;
      for (const key of [...(title === undefined ? [] : [title]), ...searched])
        expect(['text', 'fetched', 'link']).toContain(definition.fields[key]?.kind);
    });

    it('has computed fields only with a way to compute them, and never without a value', () => {
      const computed = fields.filter(([, field]) => field.computed === true);
      expect('compute' in definition).toBe(computed.length > 0);
      for (const [key, field] of computed) expect([key, field.required]).toEqual([key, undefined]);
    });

    it('has filters whose values a query string can say', () => {
      for (const key of definition.filters ?? []) {
        const field = definition.fields[key];
        expect(FILTERABLE).toContain(field?.kind);
        if (field !== undefined) expect(filterSchemaOf(field).safeParse('').success).toBe(false);
      }
    });

    it('is named by a series that ends in a number, or by its maker', () => {
      if (definition.series === null) return;
      const { prefix, digits } = seriesParts(definition.series, 2026);
      expect(prefix).toMatch(/^[A-Z]+-(2026-)?$/);
      expect(digits).toBe(5);
    });

    it('gives known rights to roles of people, and lets somebody read it', () => {
      for (const [role, rights] of Object.entries(definition.rights)) {
        expect(GIVEN_ROLES).toContain(role);
        expect(RIGHTS).toEqual(expect.arrayContaining([...rights]));
        expect(new Set(rights).size).toBe(rights.length);
        // Who may change something sees what it is.
        expect(rights).toContain('read');
      }
      expect(Object.keys(definition.rights)).not.toHaveLength(0);
    });

    it('gives the rights to submit and cancel exactly where there is something to submit', () => {
      const rights = Object.values(definition.rights).flat();
      expect(rights.includes('submit')).toBe(definition.submittable === true);
      expect(rights.includes('cancel')).toBe(definition.submittable === true);
      // Who makes papers may submit them, since papers are made submitted.
      for (const granted of Object.values(definition.rights))
        if (definition.submittable === true && granted.includes('create')) expect(granted).toContain('submit');
    });

    it('has defaults and examples that its own schema takes', () => {
      const create = createSchemaOf(definition);
      for (const [key, field] of fields) {
        const given = [
          ...('default' in field && field.default !== undefined ? [field.default] : []),
          ...(field.example === undefined ? [] : [field.example]),
        ];
        for (const value of given) {
          const problems = create.safeParse({ [key]: value }).error?.issues ?? [];
          expect(problems.filter(({ path }) => path[0] === key)).toEqual([]);
        }
        if (field.kind === 'select') expect(new Set(field.options).size).toBe(field.options.length);
        if (field.kind === 'select') for (const option of field.options) expect(option).toMatch(/^[a-z0-9_:]{1,40}$/);
      }
    });
  });
});

describe('definitionOf', () => {
  it.each(TYPES)('finds %s', (doctype, definition) => {
    expect(definitionOf(doctype)).toBe(definition);
  });

  it.each(['', 'Customer', 'customers', 'constructor', '__proto__'])('takes %j for a bug of the caller', (doctype) => {
    expect(() => definitionOf(doctype)).toThrow(/No document type/);
  });
});
