import { registerHooks } from 'node:module';

/*
 * The product's worker, whose system of record bills on accounts: where the context asks for the builtin one, it is given one that
 * refuses as `misconfigured` while the account of an organization is disabled.
 */
registerHooks({
  resolve: (specifier, context, next) =>
    context.parentURL?.endsWith('/context/create-context.ts') === true && specifier.endsWith('/builtin/builtin.ts')
      ? next(new URL('billing-records.ts', import.meta.url).href, context)
      : next(specifier, context),
});

await import('../../workers/main.ts');
