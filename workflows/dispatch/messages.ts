/** X1, as its starter and its rows name it. */
export const COMPLETE_JOB = { kind: 'complete-job', doctype: 'dispatch_job' } as const;
