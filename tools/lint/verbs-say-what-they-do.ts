import { AST_TOKEN_TYPES, ESLintUtils } from '@typescript-eslint/utils';

import { onExportedVerb } from './on-exported-verb.ts';

/** Every exported verb has a docstring: what it does, and what a repeat or a failure means where that is not obvious. */
export const verbsSayWhatTheyDo = ESLintUtils.RuleCreator.withoutDocs({
  meta: {
    type: 'problem',
    schema: [],
    messages: { silent: "Say in one sentence before '{{verb}}' what it does, then what a repeat or a failure means." },
  },
  defaultOptions: [],
  create: (context) =>
    onExportedVerb(({ id, statement }) => {
      const above = context.sourceCode.getCommentsBefore(statement).at(-1);
      const documented = above?.type === AST_TOKEN_TYPES.Block && above.value.startsWith('*');
      if (!documented) context.report({ node: id, messageId: 'silent', data: { verb: id.name } });
    }),
});
