import { basename } from 'node:path';

import { ESLintUtils } from '@typescript-eslint/utils';

import { onExportedVerb } from './on-exported-verb.ts';

/** A verb has a file of its own, named after it. Functions on an open transaction may share one. */
export const verbNamesItsFile = ESLintUtils.RuleCreator.withoutDocs({
  meta: {
    type: 'problem',
    schema: [],
    messages: { elsewhere: "The verb '{{verb}}' belongs into a file of its own, named {{file}}.ts." },
  },
  defaultOptions: [],
  create: (context) =>
    onExportedVerb(({ id, takes }) => {
      const file = id.name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
      if (takes === 'ctx' && basename(context.filename, '.ts') !== file) {
        context.report({ node: id, messageId: 'elsewhere', data: { verb: id.name, file } });
      }
    }),
});
