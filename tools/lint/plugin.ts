import { documentsWriteTables } from './documents-write-tables.ts';
import { forbid } from './forbid.ts';
import { plainNames } from './plain-names.ts';
import { reasonedDisables } from './reasoned-disables.ts';
import { verbNamesItsFile } from './verb-names-its-file.ts';
import { verbsSayWhatTheyDo } from './verbs-say-what-they-do.ts';

/** The project's own lint rules. Each is proven by a planted offence in `test/structure/lint-rules.test.ts`. */
export const dartwing = {
  meta: { name: 'dartwing' },
  rules: {
    'documents-write-tables': documentsWriteTables,
    'plain-names': plainNames,
    'reasoned-disables': reasonedDisables,
    'verb-names-its-file': verbNamesItsFile,
    'verbs-say-what-they-do': verbsSayWhatTheyDo,
    'configuration-at-the-edge': forbid(
      'Read the environment in an entry point only and pass the parsed configuration on.',
      [
        'MemberExpression[object.name="process"][property.name="env"]',
        'MemberExpression[object.name="process"][property.value="env"]',
        'VariableDeclarator[init.name="process"] > ObjectPattern > Property[key.name="env"]',
        'ImportDeclaration[source.value=/^(node:)?process$/] > ImportSpecifier[imported.name="env"]',
      ],
    ),
    'no-clock-or-chance': forbid('Rules are pure: take the time, and what chance decided, as arguments.', [
      'MemberExpression[object.name="Date"][property.name="now"]',
      'NewExpression[callee.name="Date"][arguments.length=0]',
      'CallExpression[callee.name="Date"]',
      'MemberExpression[object.name="Math"][property.name="random"]',
      'MemberExpression[object.name=/^(crypto|performance)$/]',
      'CallExpression[callee.name=/^set(Timeout|Interval|Immediate)$/]',
    ]),
    'one-transaction-function': forbid(
      'Transactions are opened by withTx alone: it sets isolation, order of locks and repetition.',
      [
        'CallExpression > MemberExpression.callee[property.name=/^transaction(Provider)?$/]',
        'CallExpression[callee.property.name="raw"] > Literal.arguments[value=/^\\s*(begin|start transaction|commit|rollback|savepoint)\\b/i]',
      ],
    ),
    'no-barrels': forbid(
      'Import from the file that defines it: barrels hide the edges that the import line rests on.',
      ['ExportAllDeclaration', 'ExportNamedDeclaration[source]'],
    ),
    'fakes-not-mocks': forbid('Pass a fake through the context instead of replacing a module.', [
      'MemberExpression[object.name="jest"][property.name=/^(mock|doMock|setMock|unstable_mockModule|createMockFromModule|requireMock|enableAutomock)$/]',
    ]),
  },
};
