import type { DecisionAction } from '../../domain/operation.ts';

export const COMMAND_NAMES = ['list', 'show', 'watch', 'decide', 'cancel', 'resolve', 'failures', 'figures'] as const;
export type CommandName = (typeof COMMAND_NAMES)[number];

/** What a decision says, whether about one step or about all that match. */
export interface DecisionWords {
  action: DecisionAction;
  note: string;
  input?: Record<string, string>;
}

/** Which operations a decision about many is for. */
export interface ManyFilter {
  failedStep: string;
  kind?: string;
  errorCode?: string;
  document?: string;
  olderThanSeconds?: number;
}

/** What is asked for by the words after `./dartwing operations`. Filters are parameters of the API's address. */
export type OperationsCommand =
  | { name: 'help' }
  | { name: 'figures' }
  | { name: 'failures'; filters: Record<string, string> }
  | { name: 'list'; filters: Record<string, string>; atMost: number }
  | { name: 'show' | 'watch'; id: string }
  | { name: 'cancel'; id: string; note: string; waitSeconds: number }
  | { name: 'resolve'; id: string; note: string }
  | ({
      name: 'decide';
      id: string;
      step: string;
      found?: string;
      waitSeconds: number;
      idempotencyKey: string | undefined;
    } & DecisionWords)
  | ({ name: 'decide-many'; filter: ManyFilter; yes: boolean; idempotencyKey: string | undefined } & DecisionWords);

/** Where to ask and how to print. */
export interface Wishes {
  url: string | undefined;
  keyFile: string | undefined;
  json: boolean;
}
