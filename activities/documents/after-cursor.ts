import type { Knex } from 'knex';

import type { After } from './list-cursor.ts';

interface Order {
  column: string;
  /** Decides between rows with the same value; unique in the organization. */
  tie: string;
  direction: 'asc' | 'desc';
}

/** Orders a query and narrows it to what comes after the given row, if any: pages stay whole while others insert. */
export function afterCursor<Q extends Knex.QueryBuilder>(
  query: Q,
  { column, tie, direction }: Order,
  after: After | undefined,
): Q {
  if (after !== undefined) {
    const [value, tieValue] = after;
    const sign = direction === 'asc' ? '>' : '<';
    void query.where((either) => {
      void either.where(column, sign, value).orWhere((same) => {
        void same.where(column, value).where(tie, sign, tieValue);
      });
    });
  }
  void query.orderBy([
    { column, order: direction },
    { column: tie, order: direction },
  ]);
  return query;
}
