import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { KeyRound, Pause, Pencil, Play, RotateCcw, Send, Trash2 } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { hasAction } from '@/shared/access';
import { usePress } from '@/shared/actions/usePress';
import { api, ifMatch, read } from '@/shared/api';
import { formatDateTime, humanize } from '@/shared/format';
import { Button, Card, ConfirmDialog, ErrorState, Facts, layout, Menu, Notice, PageHeader, Skeleton, Tags, type MenuEntry } from '@/shared/ui';
import { refreshWebhooks, webhookDetail, type Webhook } from './queries';
import { State } from './State';

const WebhookDialog = lazy(() => import('./WebhookDialog'));
const WebhookSecret = lazy(() => import('./WebhookSecret'));
const Deliveries = lazy(() => import('./Deliveries'));
const ReplayDialog = lazy(() => import('./ReplayDialog'));

function Standing({ record }: { record: Webhook }) {
  if (record.disabled_reason) {
    return (
      <Notice tone="bad">
        {record.disabled_reason === 'gone'
          ? 'The receiver answered that it is gone, so nothing more is sent.'
          : 'Nothing was taken for days, so nothing more is sent.'}{' '}
        Put the receiver right, then resume: what happened meanwhile is sent then.
      </Notice>
    );
  }
  if (record.failing_since) {
    return <Notice tone="warn">Messages have not been taken since {formatDateTime(record.failing_since)}. They are tried again for about three days.</Notice>;
  }
  return null;
}

/** One webhook: what it is told of, and what became of each message. */
export function WebhookPage() {
  const { id = '' } = useParams({ strict: false });
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { data, error, refetch } = useQuery(webhookDetail(id));
  const [asked, setAsked] = useState<'update' | 'rotate' | 'delete' | 'replay'>();
  const [secret, setSecret] = useState<string>();
  const { busy, press, refusal } = usePress({ record: 'webhook', refresh: () => refreshWebhooks(queryClient), onOver: () => setAsked(undefined) });
  if (error && !data) {
    return (
      <>
        <PageHeader title="Webhook" />
        <Card>
          <ErrorState error={error} onRetry={() => void refetch()} />
        </Card>
      </>
    );
  }
  if (!data) {
    return (
      <Card>
        <Skeleton width="40%" height={320} />
      </Card>
    );
  }
  const { data: record, etag } = data;
  const path = { webhook_id: record.id };
  const params = { path, header: ifMatch(etag) };

  const rotate = () => press(async () => setSecret((await read(api.POST('/api/v1/webhooks/{webhook_id}/rotate-secret', { params }))).secret));
  const remove = () =>
    press(async () => {
      await api.DELETE('/api/v1/webhooks/{webhook_id}', { params });
      await navigate({ to: '/webhooks' });
    }, 'Webhook deleted');
  const more: MenuEntry[] = [
    ...(hasAction(record, 'update') ? [{ label: 'Change', icon: Pencil, onSelect: () => setAsked('update') }] : []),
    ...(hasAction(record, 'replay') ? [{ label: 'Send again since…', icon: RotateCcw, onSelect: () => setAsked('replay') }] : []),
    ...(hasAction(record, 'rotate_secret') ? [{ label: 'New secret', icon: KeyRound, onSelect: () => setAsked('rotate') }] : []),
    ...(hasAction(record, 'pause')
      ? [{ label: 'Pause', icon: Pause, onSelect: () => void press(() => api.POST('/api/v1/webhooks/{webhook_id}/pause', { params }), 'Paused') }]
      : []),
    ...(hasAction(record, 'delete') ? ['separator' as const, { label: 'Delete', icon: Trash2, danger: true, onSelect: () => setAsked('delete') }] : []),
  ];
  return (
    <>
      <PageHeader
        title={new URL(record.url).host}
        subtitle={<State of="webhook" status={record.status} />}
        actions={
          <>
            {more.length > 0 ? <Menu label="More" align="end" trigger={(props) => <Button {...props}>More</Button>} entries={more} /> : null}
            {hasAction(record, 'ping') ? (
              <Button icon={Send} busy={busy} onClick={() => void press(() => api.POST('/api/v1/webhooks/{webhook_id}/ping', { params: { path } }), 'Ping sent: the log says what became of it')}>
                Send ping
              </Button>
            ) : null}
            {hasAction(record, 'resume') ? (
              <Button variant="primary" icon={Play} busy={busy} onClick={() => void press(() => api.POST('/api/v1/webhooks/{webhook_id}/resume', { params }), 'It goes on')}>
                Resume
              </Button>
            ) : null}
          </>
        }
      />
      <div className={layout.stack}>
        {refusal}
        <Standing record={record} />
        <Card title="What it is told of">
          <Facts
            items={[
              { label: 'Address', value: record.url },
              ...(record.description ? [{ label: 'Description', value: record.description }] : []),
              { label: 'Types of events', value: record.event_types.length > 0 ? <Tags items={record.event_types} max={6} /> : 'All' },
              { label: 'About', value: record.subject_types.length > 0 ? <Tags items={record.subject_types.map((type) => humanize(type))} max={6} /> : 'Everything you may see' },
              { label: 'Messages hold', value: record.include_record ? 'What changed, and the record' : 'What changed' },
              ...(record.former_secret_until ? [{ label: 'Former secret', value: `Signs too until ${formatDateTime(record.former_secret_until)}` }] : []),
            ]}
          />
        </Card>
        <Suspense fallback={<Skeleton height={420} />}>
          <Deliveries webhook={record} />
        </Suspense>
      </div>
      <Suspense>
        {asked === 'update' ? <WebhookDialog webhook={{ record, etag }} onClose={() => setAsked(undefined)} onSaved={() => void refreshWebhooks(queryClient)} /> : null}
        {asked === 'replay' ? (
          <ReplayDialog onClose={() => setAsked(undefined)} onSend={(since) => press(() => api.POST('/api/v1/webhooks/{webhook_id}/replay', { params, body: { since } }), 'Messages are sent once more')} />
        ) : null}
        {secret === undefined ? null : <WebhookSecret secret={secret} onClose={() => setSecret(undefined)} />}
      </Suspense>
      <ConfirmDialog open={asked === 'rotate'} title="Make a new secret?" confirm="New secret" busy={busy} onClose={() => setAsked(undefined)} onConfirm={() => void rotate()}>
        For 24 hours messages carry a signature of the old secret too, so that the receiver can change over.
      </ConfirmDialog>
      <ConfirmDialog open={asked === 'delete'} title="Delete this webhook?" confirm="Delete webhook" danger busy={busy} onClose={() => setAsked(undefined)} onConfirm={() => void remove()}>
        Nothing more is sent to it, and its delivery log goes too.
      </ConfirmDialog>
    </>
  );
}
