import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One person for each role of the demonstration. */
export const ROLES = {
  administrator: 'Administrator',
  program: 'Program officer',
  finance: 'Finance reviewer',
  certifier: 'Certifying officer',
  auditor: 'Auditor',
  officer: 'Officer',
  coordinator: 'Agency coordinator',
  post: 'Post',
} as const;
export type Role = keyof typeof ROLES;

interface DemoUsers {
  administrator: string;
  administrator_password: string;
  password: string;
  people: Record<string, string>;
}

/** E2E_USERS names the file in which `partnerships serve --demo` keeps who may sign in. */
export function credentials(role: Role): { email: string; password: string } {
  const file = process.env.E2E_USERS;
  if (!file) throw new Error('E2E_USERS has to name the demo-users.json of the server at BASE_URL.');
  const users = JSON.parse(readFileSync(file, 'utf8')) as DemoUsers;
  if (role === 'administrator') return { email: users.administrator, password: users.administrator_password };
  const email = users.people[ROLES[role]];
  if (!email) throw new Error(`${file} has nobody who is ${ROLES[role]}.`);
  return { email, password: users.password };
}

/** Where the signed-in state of a role waits for the tests. */
export const stateFile = (role: Role): string => join(import.meta.dirname, '..', 'test-results', 'signed-in', `${role}.json`);
