import { cleanup, configure } from '@testing-library/react';
import { afterAll, afterEach, beforeAll, vi } from 'vitest';
import { setCsrfToken } from '@/shared/api';
import { server } from './server';

// Pieces of pages are loaded when they are wanted: a busy machine takes longer over that than a second.
configure({ asyncUtilTimeout: 4000 });

// What jsdom lacks of dialogs and popovers, as far as the components use it.
const toggle = (element: HTMLElement, state: 'open' | 'closed') => {
  element.dataset.popoverState = state;
  element.dispatchEvent(
    Object.assign(new Event('toggle'), { newState: state, oldState: state === 'open' ? 'closed' : 'open' }),
  );
};
function complete(prototype: object, methods: Record<string, (this: never) => void>): void {
  for (const [name, method] of Object.entries(methods)) {
    if (!(name in prototype)) Object.defineProperty(prototype, name, { value: method, configurable: true });
  }
}
complete(HTMLDialogElement.prototype, {
  showModal(this: HTMLDialogElement) {
    this.open = true;
  },
  close(this: HTMLDialogElement) {
    this.open = false;
    this.dispatchEvent(new Event('close'));
  },
});
complete(HTMLElement.prototype, {
  showPopover(this: HTMLElement) {
    toggle(this, 'open');
  },
  hidePopover(this: HTMLElement) {
    toggle(this, 'closed');
  },
  scrollIntoView() {},
});
// jsdom does not know `popovertarget`: a press on the button toggles, as in a browser.
document.addEventListener('click', (event) => {
  const button = (event.target as HTMLElement).closest?.('[popovertarget]');
  const target = button && document.getElementById(button.getAttribute('popovertarget') ?? '');
  if (target) toggle(target, target.dataset.popoverState === 'open' ? 'closed' : 'open');
});
vi.stubGlobal('scrollTo', () => undefined);

beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterEach(() => {
  cleanup();
  server.resetHandlers();
  setCsrfToken(undefined);
  localStorage.clear();
});
afterAll(() => server.close());
