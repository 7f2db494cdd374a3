import { toSqlInstant, type Tx } from '../context/database/tx.ts';

interface User {
  userId: string;
  email: string;
  fullName: string;
}

/** Makes the person known, once for all organizations; a person who is known stays as is. */
export const saveUser = (tx: Tx, { userId, email, fullName }: User): Promise<void> =>
  tx.ensureGlobalRow(
    'users',
    { id: userId },
    { email, full_name: fullName, status: 'active', created_at: toSqlInstant(tx.at) },
  );
