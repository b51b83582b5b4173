import { ProblemError } from '@/shared/api';

/**
 * Has the browser fetch a file, however large. It is asked first whether it may be had still, as a browser shows a
 * refused download as a failure without words.
 */
export async function fetchExport(id: string, name: string): Promise<void> {
  const address = `/api/v1/exports/${id}/file`;
  const ask = (method: 'HEAD' | 'GET') =>
    fetch(address, { method }).catch(() => {
      throw new ProblemError(0, { title: 'No connection' });
    });
  if (!(await ask('HEAD')).ok) {
    const refusal = await ask('GET');
    if (!refusal.ok) throw await ProblemError.from(refusal);
    await refusal.body?.cancel();
  }
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
}
