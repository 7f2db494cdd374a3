/** Runs a long step under a title, with a dot every two seconds and the time it took. */
export async function step<T>(title: string, work: () => Promise<T>): Promise<T> {
  const began = Date.now();
  process.stdout.write(`${title} `);
  const ticker = setInterval(() => process.stdout.write('.'), 2_000);
  try {
    const result = await work();
    process.stdout.write(` ${((Date.now() - began) / 1_000).toFixed(1)} s\n`);
    return result;
  } catch (error) {
    process.stdout.write(' failed\n');
    throw error;
  } finally {
    clearInterval(ticker);
  }
}
