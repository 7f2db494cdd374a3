import { ESLintUtils } from '@typescript-eslint/utils';

/** A rule may be switched off on one line, by name, with the reason behind `--`; never for a whole file. */
export const reasonedDisables = ESLintUtils.RuleCreator.withoutDocs({
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      bare: 'Switch off one named rule on one line and say why: eslint-disable-next-line <rule> -- <reason>.',
    },
  },
  defaultOptions: [],
  create: (context) => ({
    Program() {
      for (const comment of context.sourceCode.getAllComments()) {
        const directive = /^\s*eslint-disable/.test(comment.value);
        const reasoned = /^\s*eslint-disable-(next-line|line) [@\w/-]+(, [@\w/-]+)* -- \S/.test(comment.value);
        if (directive && !reasoned) context.report({ loc: comment.loc, messageId: 'bare' });
      }
    },
  }),
});
