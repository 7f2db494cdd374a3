import { REGISTRY } from '../../domain/documents/registry.ts';
import { GIVEN_ROLES, mayDo, ROLES, SCOPES } from '../../domain/permissions.ts';

const RIGHTS = ['read', 'write', 'create', 'delete', 'submit', 'cancel'] as const;

describe('mayDo', () => {
  it.each(REGISTRY.map((definition) => [definition.doctype, definition] as const))(
    'gives each role on %s what the definition says, and nothing else',
    (_doctype, definition) => {
      for (const role of GIVEN_ROLES) {
        const granted = RIGHTS.filter((right) => mayDo(definition, [role], right));
        expect(granted).toEqual(RIGHTS.filter((right) => definition.rights[role]?.includes(right)));
      }
    },
  );

  it.each(REGISTRY.map((definition) => [definition.doctype, definition] as const))(
    'lets the steps of an operation do everything with %s, and nobody without a role anything',
    (_doctype, definition) => {
      expect(RIGHTS.filter((right) => mayDo(definition, ['operation'], right))).toEqual(RIGHTS);
      expect(RIGHTS.filter((right) => mayDo(definition, [], right))).toEqual([]);
    },
  );

  it('adds up the rights of several roles', () => {
    const [job] = REGISTRY.filter(({ doctype }) => doctype === 'dispatch_job');
    const [keys] = REGISTRY.filter(({ doctype }) => doctype === 'api_key');
    if (job === undefined || keys === undefined) throw new Error('Both are in the registry');
    expect(mayDo(job, ['hr_manager', 'field_technician'], 'write')).toBe(true);
    expect(mayDo(job, ['hr_manager', 'field_technician'], 'create')).toBe(false);
    expect(mayDo(keys, ['dartwing_user', 'dispatch_manager', 'field_technician', 'accounts_manager'], 'read')).toBe(
      false,
    );
  });
});

describe('GIVEN_ROLES', () => {
  it('are all roles but the one of the service actor', () => {
    expect(GIVEN_ROLES).not.toContain('operation');
    expect([...GIVEN_ROLES, 'operation'].sort()).toEqual([...ROLES].sort());
  });
});

describe('SCOPES', () => {
  it('name a thing and what may be done with it', () => {
    for (const scope of SCOPES) expect(scope).toMatch(/^[a-z_]+:(read|write)$/);
  });
});
