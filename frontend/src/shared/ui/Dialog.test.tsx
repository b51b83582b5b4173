import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { axeProblems } from '@/testing/axe';
import { Button, ConfirmDialog, ConflictDialog, Dialog } from '.';

function Example() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>Edit</Button>
      <Dialog open={open} onClose={() => setOpen(false)} title="Edit agency">
        <input aria-label="Name" defaultValue="stored" />
      </Dialog>
    </>
  );
}

describe('Dialog', () => {
  it('opens as a named modal, closes, and starts fresh the next time', async () => {
    const user = userEvent.setup();
    const { container } = render(<Example />);
    expect(screen.queryByRole('dialog')).toBeNull();
    await user.click(screen.getByText('Edit'));
    expect(screen.getByRole('dialog', { name: 'Edit agency' })).toBeDefined();
    expect(await axeProblems(container)).toEqual([]);
    await user.type(screen.getByLabelText('Name'), ' and typed');
    await user.click(screen.getByRole('button', { name: 'Close' }));
    expect(screen.queryByRole('dialog')).toBeNull();
    await user.click(screen.getByText('Edit'));
    expect(screen.getByLabelText<HTMLInputElement>('Name').value).toBe('stored');
  });

  it('leaves closing to its owner, so that Escape cannot get them out of step', () => {
    const onClose = vi.fn();
    render(<Dialog open onClose={onClose} title="Kept" />);
    const dialog = screen.getByRole<HTMLDialogElement>('dialog');
    const cancel = new Event('cancel', { cancelable: true });
    dialog.dispatchEvent(cancel);
    expect(onClose).toHaveBeenCalledOnce();
    expect(cancel.defaultPrevented).toBe(true);
  });

  it('asks with a verb and ignores presses while busy', async () => {
    const user = userEvent.setup();
    const onConfirm = vi.fn();
    const props = { open: true, title: 'End this agreement?', confirm: 'Give notice', onConfirm, onClose: vi.fn() };
    const { rerender } = render(<ConfirmDialog {...props}>It ends in 30 days.</ConfirmDialog>);
    await user.click(screen.getByRole('button', { name: 'Give notice' }));
    expect(onConfirm).toHaveBeenCalledOnce();
    rerender(
      <ConfirmDialog {...props} busy>
        It ends in 30 days.
      </ConfirmDialog>,
    );
    await user.click(screen.getByRole('button', { name: 'Give notice' }));
    expect(onConfirm).toHaveBeenCalledOnce();
  });

  it('shows both versions of a conflict side by side', async () => {
    const user = userEvent.setup();
    const [onKeepMine, onTakeTheirs] = [vi.fn(), vi.fn()];
    render(
      <ConflictDialog
        open
        fields={[{ label: 'City', mine: 'Ashford', theirs: 'East Ashford' }]}
        onKeepMine={onKeepMine}
        onTakeTheirs={onTakeTheirs}
        onClose={vi.fn()}
      />,
    );
    expect(screen.getByRole('row', { name: 'City Ashford East Ashford' })).toBeDefined();
    await user.click(screen.getByRole('button', { name: 'Use the stored version' }));
    expect(onTakeTheirs).toHaveBeenCalledOnce();
    expect(onKeepMine).not.toHaveBeenCalled();
  });
});
