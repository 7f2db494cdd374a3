/** Something a document names: where, and as what it must exist. */
export interface NamedThing {
  line: number;
  /** `link` is relative to the document, `path` to the root, `file` is the bare name of a file that lies anywhere. */
  kind: 'link' | 'path' | 'file' | 'script' | 'command';
  name: string;
}

const FILE = /^[\w.-]+\.(ts|js|cjs|md|json|sql|yaml|yml|sh|txt)$/;
const PATH = /^(\.\/)?[\w.@-]+(\/[\w.@{},*-]+)*\/?$/;
const TREE_LINE = /^([│ ]*)[├└]─+ (\S+)/;
const TREE_INDENT = 3;
const SUFFIX = /^(\.\w+)+\.ts$/;
const MADE_HERE = /^(\.dartwing|node_modules)\b/;

/** Every file, folder, npm script and `./dartwing` command that a Markdown text names, also by a picture of a tree. */
export function namedThings(markdown: string, folders: readonly string[]): NamedThing[] {
  const things: NamedThing[] = [];
  const branch: string[] = [];
  let fenced = false;
  for (const [index, text] of markdown.split('\n').entries()) {
    const add = (kind: NamedThing['kind'], name: string) => things.push({ line: index + 1, kind, name });
    if (text.startsWith('```')) {
      fenced = !fenced;
      branch.length = 0;
      continue;
    }
    for (const [, script = ''] of text.matchAll(/npm run ([\w:-]+)/g)) add('script', script);
    for (const [, command = ''] of text.matchAll(/\.\/dartwing ([a-z]+)/g)) add('command', command);
    if (fenced) {
      const [, indent, name] = TREE_LINE.exec(text) ?? [];
      if (indent === undefined || name === undefined) continue;
      branch.splice(indent.length / TREE_INDENT, Infinity, name.replace(/\/$/, ''));
      add('path', branch.join('/'));
      continue;
    }
    for (const [, target = ''] of text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g))
      if (!/^\w+:/.test(target)) add('link', target);
    for (const [, span = ''] of text.matchAll(/`([^`]+)`/g)) {
      const [first = ''] = span.replace('./', '').split('/');
      if (MADE_HERE.test(span) || SUFFIX.test(span) || !PATH.test(span)) continue;
      if (span.includes('/') && (folders.includes(first) || FILE.test(span.slice(span.lastIndexOf('/') + 1))))
        add('path', span);
      else if (FILE.test(span)) add('file', span);
    }
  }
  return things;
}
