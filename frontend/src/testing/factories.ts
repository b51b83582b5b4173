import type { Me } from '@/shared/access';

/** The signed-in person, named by role; a test overrides what it is about. */
export function me(overrides: Partial<Me> = {}): Me {
  return {
    id: '0190f000-0000-7000-8000-000000000001',
    name: 'Program officer',
    email: 'program.officer@example.gov',
    roles: ['program_officer'],
    permissions: ['agencies:read', 'mous:read', 'requests:read', 'activities:read', 'claims:read', 'reference:read'],
    agency: null,
    officer: null,
    post: null,
    ...overrides,
  };
}
