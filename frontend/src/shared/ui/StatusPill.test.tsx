import { render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { axeProblems } from '@/testing/axe';
import { STATUSES, statusOptions, StatusPill, type StatusKind } from '.';

// Every state of every lifecycle; a state added on the server without a look shows up here.
const LIFECYCLES: Record<StatusKind, string[]> = {
  agency: ['prospect', 'partner', 'former'],
  mou: ['draft', 'negotiation', 'clearance', 'signing', 'active', 'suspended', 'terminating', 'terminated', 'expired'],
  request: ['draft', 'submitted', 'open', 'filled', 'unfilled', 'cancelled'],
  enquiry: ['new', 'in_triage', 'answered', 'converted', 'dismissed'],
  outreach: ['sent', 'interested', 'declined', 'no_response', 'offered', 'withdrawn', 'accepted', 'not_selected'],
  activity: ['planning', 'readying', 'authorized', 'active', 'suspended', 'completed', 'closed', 'cancelled'],
  vetting: ['nominated', 'post_check', 'in_review', 'approved', 'rejected', 'suspended', 'expired'],
  claim: [
    'draft',
    'submitted',
    'program_review',
    'finance_review',
    'returned',
    'approved',
    'partial',
    'disallowed',
    'certified',
    'paid',
    'withdrawn',
  ],
  obligation: ['open', 'expired', 'cancelled'],
  payment_run: ['open', 'sent', 'confirmed', 'cancelled', 'pending', 'paid', 'returned'],
};

describe('StatusPill', () => {
  it.each(Object.entries(LIFECYCLES))('has a look for every state of %s', (kind, states) => {
    expect(Object.keys(STATUSES[kind as StatusKind])).toEqual(expect.arrayContaining(states));
  });

  it('says a state in words beside an icon that screen readers skip', async () => {
    const { container } = render(<StatusPill kind="claim" status="program_review" />);
    expect(container.textContent).toBe('Program review');
    expect(container.querySelector('svg')?.getAttribute('aria-hidden')).toBe('true');
    expect(await axeProblems(container)).toEqual([]);
  });

  it('shows a state it does not know as its own word', () => {
    render(<StatusPill kind="mou" status="under_appeal" />);
    expect(screen.getByText('Under appeal').className).toContain('calm');
  });

  it('never tells two states of one lifecycle apart by colour alone', () => {
    for (const looks of Object.values(STATUSES)) {
      const words = Object.values(looks).map(({ word }) => word);
      expect(new Set(words).size).toBe(words.length);
    }
  });

  it('offers filter choices in the order of the lifecycle', () => {
    expect(statusOptions('agency')).toEqual([
      { value: 'prospect', label: 'Prospect' },
      { value: 'partner', label: 'Partner' },
      { value: 'former', label: 'Former' },
    ]);
  });
});
