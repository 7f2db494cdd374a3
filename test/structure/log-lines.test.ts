import { readFileSync } from 'node:fs';

import ts from 'typescript';

import { isLogField } from '../../activities/context/log-fields.ts';
import { sourceFiles } from './source-files.ts';

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'];
const FILES = ['activities', 'temporal', 'api', 'workers'].flatMap((folder) => sourceFiles(folder, /\.ts$/));

/** What a source text gives to the log, as far as it stands there: the names of its fields, and messages that vary. */
function logged(source: string): { fields: string[]; varying: string[] } {
  const fields: string[] = [];
  const varying: string[] = [];
  const visit = (node: ts.Node): void => {
    ts.forEachChild(node, visit);
    if (!ts.isCallExpression(node) || !isLevelOfLog(node.expression)) return;
    const last = node.arguments.at(-1);
    if (last === undefined || !isConstant(last)) varying.push(node.getText());
    const [given] = node.arguments;
    if (given === undefined || !ts.isObjectLiteralExpression(given)) return;
    fields.push(...given.properties.flatMap(({ name }) => (name === undefined ? [] : [name.getText()])));
  };
  visit(ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest, true));
  return { fields, varying };
}

/** A text, or one of two. */
const isConstant = (message: ts.Expression): boolean =>
  ts.isStringLiteral(message) ||
  (ts.isConditionalExpression(message) && isConstant(message.whenTrue) && isConstant(message.whenFalse));

const isLevelOfLog = (called: ts.Expression): boolean =>
  ts.isPropertyAccessExpression(called) &&
  LEVELS.includes(called.name.text) &&
  /(^|\.)log$/.test(called.expression.getText());

describe('the lines of the log', () => {
  it.each([
    ["log.info({ signal, attempt: 1, ...facts }, 'closed')", { fields: ['signal', 'attempt'], varying: [] }],
    ["ctx.log.warn('closed')", { fields: [], varying: [] }],
    ["log.info(line, open ? 'opened' : 'closed')", { fields: [], varying: [] }],
    ['log.warn(`closed ${name}`)', { fields: [], varying: ['log.warn(`closed ${name}`)'] }],
    ['log.error({ err })', { fields: ['err'], varying: ['log.error({ err })'] }],
    ["console.info('x'); dialog.info(x)", { fields: [], varying: [] }],
  ])('are found: %s', (source, found) => {
    expect(logged(source)).toEqual(found);
  });

  it('have constant messages, and fields of the table only', () => {
    const found = FILES.map((file) => ({ file, ...logged(readFileSync(file, 'utf8')) }));
    expect(found.flatMap(({ fields }) => fields).length).toBeGreaterThan(5);
    expect(
      found.flatMap(({ file, fields, varying }) =>
        [...fields.filter((name) => !isLogField(name)), ...varying].map((what) => `${file}: ${what}`),
      ),
    ).toEqual([]);
  });
});
