const MARK = 'reloaded-for-chunk';

/**
 * After a deployment the chunks of the old build are gone. The first one that is missed reloads the page, which fetches
 * the new index; a second miss within the minute is a real fault and goes to the error boundary.
 */
export function reloadOnceOnMissingChunk(reload: () => void = () => globalThis.location.reload()): void {
  globalThis.addEventListener('vite:preloadError', (event) => {
    const last = Number(sessionStorage.getItem(MARK) ?? 0);
    if (Date.now() - last < 60_000) return;
    sessionStorage.setItem(MARK, String(Date.now()));
    event.preventDefault();
    reload();
  });
}
