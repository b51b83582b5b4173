import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { request, type FullConfig } from '@playwright/test';
import { credentials, ROLES, stateFile, type Role } from './people';

/** Signs everybody in once; the tests of a role begin with its session. */
export default async function signInAll(config: FullConfig): Promise<void> {
  const { baseURL } = config.projects[0]?.use ?? {};
  for (const role of Object.keys(ROLES) as Role[]) {
    const context = await request.newContext({ baseURL });
    const answer = await context.post('/api/v1/session', { data: credentials(role) });
    if (!answer.ok()) throw new Error(`${ROLES[role]} cannot sign in: ${answer.status()} ${await answer.text()}`);
    mkdirSync(dirname(stateFile(role)), { recursive: true });
    await context.storageState({ path: stateFile(role) });
    await context.dispose();
  }
}
