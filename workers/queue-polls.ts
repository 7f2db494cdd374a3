import type { Worker } from '@temporalio/worker';

/** Which tasks of a queue are asked for; numbered as Temporal does. */
const TASKS = { workflows: 1, activities: 2 } as const;

export interface QueuePoll {
  readonly queue: string;
  readonly tasks: keyof typeof TASKS;
  /** When the server last saw this worker ask, by the server's clock; undefined when it never did. */
  readonly askedAtMs: number | undefined;
  /** It has as much to do as it may, and asks again when something is done. */
  readonly busy: boolean;
}

/**
 * When the server last saw the worker ask for work. The worker's own state says nothing of this: it stays as it is while the
 * server is gone. Throws when the server does not answer, which may take ten seconds.
 */
export async function queuePolls(worker: Worker): Promise<QueuePoll[]> {
  const { taskQueue: queue, namespace, identity, workflowBundle, maxConcurrentActivityTaskExecutions } = worker.options;
  const { connection } = worker;
  if (connection === undefined) throw new Error('A worker without a connection polls nothing');
  const asked = async (tasks: QueuePoll['tasks']): Promise<QueuePoll> => {
    const { pollers } = await connection.workflowService.describeTaskQueue({
      namespace,
      taskQueue: { name: queue },
      taskQueueType: TASKS[tasks],
    });
    const own = pollers.filter((poller) => poller.identity === identity);
    const times = own.flatMap(({ lastAccessTime }) =>
      lastAccessTime?.seconds == null ? [] : Number(String(lastAccessTime.seconds)) * 1_000,
    );
    const working = worker.getStatus().numInFlightNonLocalActivities;
    const busy = tasks === 'activities' && working >= (maxConcurrentActivityTaskExecutions ?? Infinity);
    return { queue, tasks, askedAtMs: times.length === 0 ? undefined : Math.max(...times), busy };
  };
  return Promise.all([asked('activities'), ...(workflowBundle === undefined ? [] : [asked('workflows')])]);
}
