import { useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';

/**
 * After each change of page the focus goes to its heading, which makes screen readers say it. A page without one is
 * announced by its document title instead. Returns what the live region has to say.
 */
export function useRouteFocus(): string {
  const router = useRouter();
  const [announcement, setAnnouncement] = useState('');
  useEffect(
    () =>
      router.subscribe('onRendered', ({ pathChanged, fromLocation, toLocation }) => {
        if (!fromLocation || !pathChanged || toLocation.hash) return;
        const heading = document.querySelector<HTMLElement>('[data-page-heading]');
        if (heading) heading.focus({ preventScroll: true });
        setAnnouncement(heading ? '' : document.title);
      }),
    [router],
  );
  return announcement;
}
