import { useEffect, useRef, useState } from 'react';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { ErrorState, Skeleton } from '@/shared/ui';
import { openPdf } from './pdf';
import styles from './Receipts.module.css';

interface PageProps {
  pdf: PDFDocumentProxy;
  number: number;
  zoom: number;
  turn: number;
}

/** One page as a picture, with its words beside it for who cannot see it. */
function Page({ pdf, number, zoom, turn }: PageProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [words, setWords] = useState('');
  useEffect(() => {
    let stop = () => {};
    let gone = false;
    void (async () => {
      const page = await pdf.getPage(number);
      const target = canvas.current;
      if (gone || !target) return;
      const scale = (zoom * (globalThis.devicePixelRatio || 1) * 720) / page.getViewport({ scale: 1 }).width;
      const viewport = page.getViewport({ scale, rotation: (page.rotate + turn) % 360 });
      target.width = viewport.width;
      target.height = viewport.height;
      const task = page.render({ canvas: target, viewport });
      stop = () => task.cancel();
      await task.promise.catch(() => {});
      const text = await page.getTextContent();
      if (!gone) setWords(text.items.map((item) => ('str' in item ? item.str : '')).join(' '));
    })();
    return () => {
      gone = true;
      stop();
    };
  }, [pdf, number, zoom, turn]);
  return (
    <>
      <canvas ref={canvas} className={styles.page} aria-hidden />
      <p className="sr-only">
        Page {number}: {words || 'no text in this page'}
      </p>
    </>
  );
}

/** All pages of a PDF, below each other. */
export default function PdfPages({ url, zoom, turn }: { url: string; zoom: number; turn: number }) {
  const [pdf, setPdf] = useState<PDFDocumentProxy>();
  const [error, setError] = useState<unknown>();
  useEffect(() => {
    const stop = new AbortController();
    void (async () => {
      try {
        const response = await globalThis.fetch(url, { credentials: 'same-origin', signal: stop.signal });
        if (!response.ok) throw new Error(`The file could not be read (${response.status}).`);
        const opened = await openPdf(await response.arrayBuffer());
        if (!stop.signal.aborted) setPdf(opened);
      } catch (problem) {
        if (!stop.signal.aborted) setError(problem);
      }
    })();
    return () => stop.abort();
  }, [url]);
  if (error) return <ErrorState compact error={error} />;
  if (!pdf) return <Skeleton width="100%" height={360} />;
  return Array.from({ length: pdf.numPages }, (_, at) => <Page key={at + 1} pdf={pdf} number={at + 1} zoom={zoom} turn={turn} />);
}
