/** What people call a document type: `dispatch_job` is a dispatch job. For sentences only; paths and data keep the type's name. */
export const nounOf = ({ doctype }: { doctype: string }): string => doctype.replaceAll('_', ' ');
