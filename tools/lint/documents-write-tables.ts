import { AST_NODE_TYPES, ESLintUtils, type TSESTree } from '@typescript-eslint/utils';

const KNEX_WRITES = ['insert', 'update', 'del', 'delete', 'truncate', 'upsert', 'increment', 'decrement'];
const TX_WRITES = ['insertRow', 'updateRow', 'deleteRows'];
const SQL_WRITE = /^\s*(insert|update|delete|replace|truncate)\b/i;

/** Refuses writes of tables, whether by the query builder, by a transaction's own calls, or in SQL. */
export const documentsWriteTables = ESLintUtils.RuleCreator.withoutDocs({
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      write:
        'Only activities/documents and *-rows.ts write tables, so that no change escapes its log. Call a documents verb.',
    },
  },
  defaultOptions: [],
  create: (context) => {
    const services = ESLintUtils.getParserServices(context);
    // Asked of the compiler where the method is declared: `update` and `delete` are names of hashes, maps and sets too.
    const declaredIn = (name: TSESTree.Node, file: RegExp): boolean =>
      services.getSymbolAtLocation(name)?.declarations?.some((place) => file.test(place.getSourceFile().fileName)) ??
      false;

    return {
      CallExpression({ callee, arguments: [first] }) {
        if (callee.type !== AST_NODE_TYPES.MemberExpression || callee.property.type !== AST_NODE_TYPES.Identifier)
          return;
        const { name } = callee.property;
        const writes =
          (KNEX_WRITES.includes(name) && declaredIn(callee.property, /\/node_modules\/knex\//)) ||
          (TX_WRITES.includes(name) && declaredIn(callee.property, /\/context\/database\/tx\.ts$/)) ||
          (name === 'raw' && SQL_WRITE.test(sqlText(first)));
        if (writes) context.report({ node: callee.property, messageId: 'write' });
      },
    };
  },
});

function sqlText(node: TSESTree.Node | undefined): string {
  if (node?.type === AST_NODE_TYPES.Literal) return String(node.value);
  return node?.type === AST_NODE_TYPES.TemplateLiteral ? (node.quasis[0]?.value.raw ?? '') : '';
}
