import type { DocumentDefinition } from '../../domain/documents/define-document.ts';
import type { Field } from '../../domain/documents/fields.ts';
import { definitionOf, REGISTRY } from '../../domain/documents/registry.ts';

/** A table as texts: what the registry wants and what the database has are compared line by line. */
export type TableShape = Record<'columns' | 'keys' | 'foreignKeys' | 'checks', string[]>;

const EXACT = 'utf8mb4_nopad_bin';
const WORDS = 'utf8mb4_uca1400_ai_ci';
/** What VARCHAR holds besides other columns, and what TEXT holds in characters of four bytes. */
const VARCHAR_MAX = 1_000;
const TEXT_MAX = 16_383;

const HEAD = [
  `organization_id varchar(64) not null ${EXACT}`,
  `name varchar(140) not null ${EXACT}`,
  'version int(11) not null',
  `docstatus varchar(10) not null ${EXACT}`,
  'created_at datetime(3) not null',
  `created_by varchar(140) not null ${EXACT}`,
  'modified_at datetime(3) not null',
  `modified_by varchar(140) not null ${EXACT}`,
];
const ROW_HEAD = [
  `organization_id varchar(64) not null ${EXACT}`,
  `parent varchar(140) not null ${EXACT}`,
  'position int(11) not null',
];

function typeOf(field: Exclude<Field, { kind: 'rows' }>): string {
  switch (field.kind) {
    case 'text': {
      const type =
        field.maxLength <= VARCHAR_MAX
          ? `varchar(${String(field.maxLength)})`
          : field.maxLength <= TEXT_MAX
            ? 'text'
            : 'mediumtext';
      return `${type} ${field.compare === 'words' ? WORDS : EXACT}`;
    }
    case 'fetched':
      return `varchar(${String(field.maxLength)}) ${WORDS}`;
    case 'link':
      return `varchar(140) ${EXACT}`;
    case 'select':
      return `varchar(40) ${EXACT}`;
    case 'check':
      return 'tinyint(1)';
    case 'integer':
    case 'duration':
      return 'int(11)';
    case 'decimal':
      return `decimal(18,${String(field.scale)})`;
    case 'money':
      return 'bigint(20)';
    case 'date':
      return 'date';
    case 'wall_time':
      return 'time';
    case 'instant':
      return 'datetime(3)';
    case 'zoned_time':
      return `varchar(100) ${EXACT}`;
    case 'attachment':
      return `varchar(500) ${EXACT}`;
    case 'place':
    case 'json':
      return 'longtext utf8mb4_bin';
  }
}

const neverNull = (field: Field): boolean =>
  field.required === true || field.kind === 'check' || ('default' in field && field.default !== undefined);

function columnsOf(fields: Record<string, Field>): string[] {
  return Object.entries(fields).flatMap(([key, field]) => {
    if (field.kind === 'rows') return [];
    const [type = '', collation] = typeOf(field).split(' ');
    return [
      [key, type, neverNull(field) ? 'not null' : 'null', ...(collation === undefined ? [] : [collation])].join(' '),
    ];
  });
}

const linksOf = (fields: Record<string, Field>): string[] =>
  Object.entries(fields).flatMap(([key, field]) =>
    field.kind === 'link'
      ? [`(organization_id,${key}) -> ${definitionOf(field.to).table}(organization_id,name) restrict restrict`]
      : [],
  );

const checksOf = (fields: Record<string, Field>): string[] =>
  Object.entries(fields).flatMap(([key, field]) =>
    field.kind === 'select' ? [`${key} in (${field.options.map((option) => `'${option}'`).join(',')})`] : [],
  );

/** What stands in the tables of these types besides what their definitions say, and why. */
const BESIDES: Record<string, Partial<TableShape>> = {
  // Other tables point to an organization by its id alone.
  organization: {
    keys: ['unique (organization_id)'],
    foreignKeys: [],
    checks: ['name = organization_id'],
  },
  organization_member: { foreignKeys: ['(user) -> users(id) restrict restrict'] },
};

function documentTable(definition: DocumentDefinition): TableShape {
  const { doctype, fields, unique = [], indexes = [] } = definition;
  const besides = BESIDES[doctype] ?? {};
  const owner =
    doctype === 'organization' ? [] : ['(organization_id) -> organizations(organization_id) restrict restrict'];
  return {
    columns: [...HEAD, ...columnsOf(fields)],
    keys: [
      'primary (organization_id,name)',
      ...unique.map((keys) => `unique (organization_id,${[keys].flat().join(',')})`),
      ...indexes.map((keys) => `index (organization_id,${keys.join(',')})`),
      ...(besides.keys ?? []),
    ],
    foreignKeys: [...owner, ...linksOf(fields), ...(besides.foreignKeys ?? [])],
    checks: ["docstatus in ('draft','submitted','cancelled')", ...checksOf(fields), ...(besides.checks ?? [])],
  };
}

/** The tables that the registry needs, by name. */
export function expectedSchema(): Map<string, TableShape> {
  const tables = new Map<string, TableShape>();
  for (const definition of REGISTRY) {
    tables.set(definition.table, documentTable(definition));
    for (const [key, field] of Object.entries(definition.fields)) {
      if (field.kind !== 'rows') continue;
      tables.set(`${definition.doctype}_${key}`, {
        columns: [...ROW_HEAD, ...columnsOf(field.fields)],
        keys: ['primary (organization_id,parent,position)'],
        foreignKeys: [
          `(organization_id,parent) -> ${definition.table}(organization_id,name) restrict restrict`,
          ...linksOf(field.fields),
        ],
        checks: checksOf(field.fields),
      });
    }
  }
  return tables;
}
