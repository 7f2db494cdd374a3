import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The part of a test file's result that is counted. */
interface FileResult {
  numPassingTests: number;
  numFailingTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testExecError?: unknown;
}

interface TestFile {
  context: { config: { displayName?: { name: string } } };
}

/** Writes `{ passed, failed, skipped }` of each Jest project into `JEST_JSON_DIR`, where that is set. */
export default class CountReporter {
  readonly #counts = new Map<string, { passed: number; failed: number; skipped: number }>();

  onTestResult(file: TestFile, result: FileResult): void {
    const project = file.context.config.displayName?.name ?? 'all';
    const counts = this.#counts.get(project) ?? { passed: 0, failed: 0, skipped: 0 };
    // A file that could not be run at all has no failing tests of its own.
    const broken = result.testExecError === undefined || result.testExecError === null ? 0 : 1;
    counts.passed += result.numPassingTests;
    counts.failed += Math.max(result.numFailingTests, broken);
    counts.skipped += result.numPendingTests + result.numTodoTests;
    this.#counts.set(project, counts);
  }

  onRunComplete(): void {
    const folder = process.env['JEST_JSON_DIR'];
    if (folder === undefined) return;
    mkdirSync(folder, { recursive: true });
    for (const [project, counts] of this.#counts) {
      writeFileSync(join(folder, `${project}-${String(process.pid)}.json`), JSON.stringify(counts));
    }
  }
}
