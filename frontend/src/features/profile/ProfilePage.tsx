import { Download } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { roleName, useCan, useMe } from '@/shared/access';
import { setSingleKeys, setTheme, useSingleKeys, useTheme, type Theme } from '@/shared/preferences';
import { Avatar, ButtonAnchor, Card, Facts, Kbd, layout, PageHeader, Segmented, Skeleton } from '@/shared/ui';
import { ApiTokens } from './ApiTokens';
import styles from './Profile.module.css';

const NotificationSettings = lazy(() => import('./NotificationSettings'));

const THEMES = [
  { value: 'system', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

const ON_OFF = [
  { value: 'on', label: 'On' },
  { value: 'off', label: 'Off' },
];

const KEYS = [
  { key: '/', does: 'Find in this list, or go to a page' },
  { key: 'j', does: 'Next row of the list' },
  { key: 'k', does: 'Row before' },
];

function Preferences() {
  const theme = useTheme();
  const singleKeys = useSingleKeys();
  return (
    <Card title="This browser" subtitle="Kept here, not in your account">
      <div className={styles.preferences}>
        <div>
          <h3 className={styles.label}>Theme</h3>
          <Segmented label="Theme" tabs={THEMES} value={theme} onChange={(value) => setTheme(value as Theme)} />
        </div>
        <div>
          <h3 className={styles.label}>Single-key shortcuts</h3>
          <Segmented label="Single-key shortcuts" tabs={ON_OFF} value={singleKeys ? 'on' : 'off'} onChange={(value) => setSingleKeys(value === 'on')} />
          <p className={styles.hint}>Keys without Ctrl or Alt. Switch them off if you speak to your computer or press keys by accident.</p>
          <ul className={styles.keys} aria-label="Shortcuts">
            {KEYS.map(({ key, does }) => (
              <li key={key}>
                <Kbd>{key}</Kbd> {does}
              </li>
            ))}
          </ul>
        </div>
      </div>
    </Card>
  );
}

/** Who I am here, how this browser shows things, and my API tokens. */
export function ProfilePage() {
  const me = useMe();
  const can = useCan();
  return (
    <>
      <PageHeader
        title="Your profile"
        mark={<Avatar name={me.name} size={56} />}
        subtitle={`${me.name} · ${me.roles.map(roleName).join(', ')}`}
      />
      <div className={layout.grid}>
        <div className={`${layout.stack} ${layout.span8}`}>
          <ApiTokens />
          <Suspense
            fallback={
              <Card title="How you are told">
                <Skeleton width="100%" height={420} />
              </Card>
            }
          >
            <NotificationSettings />
          </Suspense>
        </div>
        <div className={`${layout.stack} ${layout.span4}`}>
          <Card title="Account" subtitle="An administrator changes these">
            <Facts
              items={[
                { label: 'Name', value: me.name },
                { label: 'Email', value: me.email },
                { label: 'Roles', value: me.roles.map(roleName).join(', ') },
                ...(me.agency ? [{ label: 'Agency', value: me.agency.name }] : []),
                ...(me.officer ? [{ label: 'Officer', value: me.officer.name }] : []),
                ...(me.post ? [{ label: 'Post', value: me.post.name }] : []),
              ]}
            />
          </Card>
          {me.officer && can('transcripts:read') ? (
            <Card title="Your transcript" subtitle="What you take home from the programme, as a PDF">
              <ButtonAnchor href={`/api/v1/officers/${me.officer.id}/transcript.pdf`} download="transcript.pdf" icon={Download}>
                Download transcript
              </ButtonAnchor>
            </Card>
          ) : null}
          <Preferences />
        </div>
      </div>
    </>
  );
}
