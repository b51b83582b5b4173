import { getDocument, GlobalWorkerOptions, type PDFDocumentProxy } from 'pdfjs-dist';
// oxlint-disable-next-line import/default -- the address of the file, which Vite makes
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url';

interface TrustedTypes {
  createPolicy: (name: string, rules: { createScriptURL: (url: string) => string }) => { createScriptURL: (url: string) => string };
}

let worker: Worker | undefined;

/** The one script that may be started as a worker: our own, by its hashed name. */
function startWorker(): Worker {
  const types = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;
  const policy = types?.createPolicy('pdf-worker', { createScriptURL: (url) => (url === workerUrl ? url : '') });
  return new Worker(policy ? policy.createScriptURL(workerUrl) : workerUrl, { type: 'module' });
}

/** A PDF for drawing. Nothing in it is run: no scripts, no forms, no links, no WebAssembly. */
export async function openPdf(data: ArrayBuffer): Promise<PDFDocumentProxy> {
  worker ??= startWorker();
  GlobalWorkerOptions.workerPort ??= worker;
  return getDocument({ data, useWasm: false, enableXfa: false, stopAtErrors: false }).promise;
}
