import { ESLintUtils, type TSESTree } from '@typescript-eslint/utils';

const DECLARATIONS =
  'ClassDeclaration, FunctionDeclaration, VariableDeclarator, TSInterfaceDeclaration, TSTypeAliasDeclaration';
const BANNED = /(?:^|[a-z0-9])(Service|Manager|Util|Helper)s?$|^(util|helper)s?(?=[A-Z]|$)/;

/** Refuses names that say nothing about what a thing does. `allow` lists words that are the subject of a folder. */
export const plainNames = ESLintUtils.RuleCreator.withoutDocs<[{ allow: string[] }], 'empty'>({
  meta: {
    type: 'problem',
    schema: [
      {
        type: 'object',
        properties: { allow: { type: 'array', items: { type: 'string' } } },
        additionalProperties: false,
      },
    ],
    messages: { empty: "The word '{{word}}' in '{{name}}' hides what it does. Name it by the verb or the thing." },
  },
  defaultOptions: [{ allow: [] }],
  create: (context, [{ allow }]) => ({
    [`:matches(${DECLARATIONS}) > Identifier.id`](node: TSESTree.Identifier) {
      const [, end, start] = BANNED.exec(node.name) ?? [];
      const word = end ?? start;
      if (word !== undefined && !allow.includes(word)) {
        context.report({ node, messageId: 'empty', data: { word, name: node.name } });
      }
    },
  }),
});
