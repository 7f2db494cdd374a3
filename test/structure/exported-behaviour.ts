import ts from 'typescript';

/**
 * The exported values of a source text that can do something. Types, literal data and definitions (made by a call of
 * `define…` with a literal) say what is; the tests of the registry and of what is derived from them cover these.
 */
export function exportedBehaviour(source: string): string[] {
  const { statements } = ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest, true);
  return statements.flatMap((statement) => {
    if (!ts.canHaveModifiers(statement) || !isExported(statement)) return [];
    if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement))
      return [statement.name?.text ?? 'default'];
    if (!ts.isVariableStatement(statement)) return [];
    return statement.declarationList.declarations
      .filter(({ initializer }) => initializer !== undefined && !isDeclarative(initializer))
      .map(({ name }) => name.getText());
  });
}

const isExported = (statement: ts.Statement & ts.HasModifiers): boolean =>
  ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;

function isDeclarative(value: ts.Expression): boolean {
  if (ts.isAsExpression(value) || ts.isSatisfiesExpression(value)) return isDeclarative(value.expression);
  if (ts.isCallExpression(value))
    return ts.isIdentifier(value.expression) && value.expression.text.startsWith('define');
  if (ts.isArrayLiteralExpression(value)) return value.elements.every(isDeclarative);
  if (ts.isObjectLiteralExpression(value)) {
    return value.properties.every(
      (property) =>
        (ts.isPropertyAssignment(property) && isDeclarative(property.initializer)) ||
        (ts.isSpreadAssignment(property) && isDeclarative(property.expression)),
    );
  }
  // Another constant, by our spelling of constants.
  if (ts.isIdentifier(value)) return /^[A-Z][A-Z0-9_]*$/.test(value.text);
  return ts.isLiteralExpression(value) || ts.isPrefixUnaryExpression(value) || isKeyword(value);
}

const isKeyword = ({ kind }: ts.Node): boolean =>
  kind === ts.SyntaxKind.TrueKeyword || kind === ts.SyntaxKind.FalseKeyword || kind === ts.SyntaxKind.NullKeyword;
