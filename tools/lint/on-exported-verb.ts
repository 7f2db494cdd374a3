import { AST_NODE_TYPES, type TSESLint, type TSESTree } from '@typescript-eslint/utils';

/** A verb: an exported function whose first parameter is the context, or an open transaction. */
export interface ExportedVerb {
  id: TSESTree.Identifier;
  takes: 'ctx' | 'tx';
  /** The whole export statement, which a docstring stands before. */
  statement: TSESTree.ExportNamedDeclaration;
}

/** Calls back for every verb that a file exports, whether written as a function or as an arrow. */
export function onExportedVerb(found: (verb: ExportedVerb) => void): TSESLint.RuleListener {
  return {
    ExportNamedDeclaration(statement) {
      for (const { id, params } of functionsOf(statement.declaration)) {
        const [first] = params;
        if (first?.type !== AST_NODE_TYPES.Identifier) continue;
        if (first.name === 'ctx' || first.name === 'tx') found({ id, takes: first.name, statement });
      }
    },
  };
}

type NamedFunction = { id: TSESTree.Identifier; params: TSESTree.Parameter[] };

function functionsOf(declaration: TSESTree.ExportNamedDeclaration['declaration']): NamedFunction[] {
  if (declaration?.type === AST_NODE_TYPES.FunctionDeclaration) {
    return declaration.id === null ? [] : [{ id: declaration.id, params: declaration.params }];
  }
  if (declaration?.type !== AST_NODE_TYPES.VariableDeclaration) return [];
  return declaration.declarations.flatMap(({ id, init }) =>
    init?.type === AST_NODE_TYPES.ArrowFunctionExpression && id.type === AST_NODE_TYPES.Identifier
      ? [{ id, params: init.params }]
      : [],
  );
}
