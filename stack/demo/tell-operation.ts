import { tellStory } from '../operations/tell-story.ts';
import type { DemoOperation } from './read-operation.ts';

/** Says step by step what an operation did and undid, and where to look at it. */
export function tellOperation({
  operation,
  apiUrl,
  say,
}: {
  operation: DemoOperation;
  apiUrl: string;
  say: (line: string) => void;
}): void {
  for (const line of tellStory(operation)) say(`    ${line}`);
  say(`    operation  ${new URL(operation.links.self, apiUrl).href}`);
  if (operation.links.temporal !== undefined) say(`    Temporal   ${operation.links.temporal}`);
}
