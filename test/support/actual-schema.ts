import type { Knex } from 'knex';

import type { TableShape } from './expected-schema.ts';

type Found = Record<string, string | number | null>;

/** Every table of the database, by name, as information_schema tells it. */
export async function actualSchema(db: Knex): Promise<Map<string, TableShape & { organization: boolean }>> {
  const ask = async (sql: string): Promise<Found[]> => {
    const [rows] = await db.raw<readonly [Found[], unknown]>(sql);
    return rows;
  };
  const tables = await ask(
    'SELECT table_name AS t, engine, table_collation AS collation FROM information_schema.tables WHERE table_schema = DATABASE()',
  );
  const columns = await ask(
    'SELECT table_name AS t, column_name AS c, column_type AS type, is_nullable AS nullable, collation_name AS collation FROM information_schema.columns WHERE table_schema = DATABASE() ORDER BY table_name, ordinal_position',
  );
  const keys = await ask(
    "SELECT table_name AS t, index_name AS k, non_unique AS free, GROUP_CONCAT(column_name ORDER BY seq_in_index SEPARATOR ',') AS columns FROM information_schema.statistics WHERE table_schema = DATABASE() GROUP BY table_name, index_name, non_unique",
  );
  const links = await ask(
    "SELECT u.table_name AS t, u.constraint_name AS k, GROUP_CONCAT(u.column_name ORDER BY u.ordinal_position SEPARATOR ',') AS columns, u.referenced_table_name AS target, GROUP_CONCAT(u.referenced_column_name ORDER BY u.ordinal_position SEPARATOR ',') AS target_columns, r.delete_rule AS on_delete, r.update_rule AS on_update FROM information_schema.key_column_usage u JOIN information_schema.referential_constraints r ON r.constraint_schema = u.constraint_schema AND r.constraint_name = u.constraint_name AND r.table_name = u.table_name WHERE u.table_schema = DATABASE() AND u.referenced_table_name IS NOT NULL GROUP BY u.table_name, u.constraint_name, u.referenced_table_name, r.delete_rule, r.update_rule",
  );
  const checks = await ask(
    'SELECT table_name AS t, check_clause AS clause FROM information_schema.check_constraints WHERE constraint_schema = DATABASE()',
  );

  const shapes = new Map<string, TableShape & { organization: boolean }>();
  for (const { t, engine, collation } of tables) {
    const own = (rows: Found[]) => rows.filter((row) => row['t'] === t);
    const linked = new Set(own(links).map(({ k }) => k));
    const odd =
      engine === 'InnoDB' && collation === 'utf8mb4_nopad_bin'
        ? []
        : [`(table) ${String(engine)} ${String(collation)}`];
    shapes.set(String(t), {
      organization: own(columns).some(({ c }) => c === 'organization_id'),
      columns: [...own(columns).map(columnLine), ...odd],
      // MariaDB adds an index to a foreign key that has none, named as the constraint.
      keys: own(keys)
        .filter(({ k }) => !linked.has(k ?? ''))
        .map(keyLine),
      foreignKeys: own(links).map((row) =>
        `(${String(row['columns'])}) -> ${String(row['target'])}(${String(row['target_columns'])}) ${String(row['on_delete'])} ${String(row['on_update'])}`.replace(
          /RESTRICT/g,
          'restrict',
        ),
      ),
      // JSON columns check themselves.
      checks: own(checks)
        .map(({ clause }) => String(clause).replaceAll('`', ''))
        .filter((clause) => !clause.startsWith('json_valid')),
    });
  }
  return shapes;
}

const columnLine = ({ c, type, nullable, collation }: Found): string =>
  [c, type, nullable === 'YES' ? 'null' : 'not null', ...(collation === null ? [] : [collation])].join(' ');

function keyLine({ k, free, columns }: Found): string {
  const kind = k === 'PRIMARY' ? 'primary' : free === 0 ? 'unique' : 'index';
  return `${kind} (${String(columns)})`;
}
