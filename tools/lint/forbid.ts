import { ESLintUtils, type TSESTree } from '@typescript-eslint/utils';

/** A rule that reports whatever one of the selectors matches, with one sentence that says what to do instead. */
export function forbid(sentence: string, selectors: string[]) {
  return ESLintUtils.RuleCreator.withoutDocs({
    meta: { type: 'problem', schema: [], messages: { forbidden: sentence } },
    defaultOptions: [],
    create: (context) =>
      Object.fromEntries(
        selectors.map((selector) => [
          selector,
          (node: TSESTree.Node) => {
            context.report({ node, messageId: 'forbidden' });
          },
        ]),
      ),
  });
}
