import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { hasAction } from '@/shared/access';
import { api, ifMatch, type Versioned } from '@/shared/api';
import { Checkbox, FormDialog, TextInput, useRecordForm } from '@/shared/forms';
import { Button, ConfirmDialog, Dialog, ErrorState, Facts, toast } from '@/shared/ui';
import { readTemplate, refreshImports, templateDetail, type Template } from './queries';
import { fieldName, kindName, saidOf } from './words';

/** What a template says of a file. */
function Said({ template }: { template: Template }) {
  const { columns, said } = saidOf(template.options);
  return (
    <Facts
      items={[
        { label: 'Made by', value: template.owner?.name ?? '—' },
        ...said,
        ...(columns.length > 0
          ? columns.map(([heading, field]) => ({ label: `Column “${heading}”`, value: field ? fieldName(field) : 'Not imported' }))
          : [{ label: 'Columns', value: 'Matched by their names' }]),
      ]}
    />
  );
}

function Own({ template, onClose }: { template: Versioned<Template>; onClose: () => void }) {
  const client = useQueryClient();
  const [removing, setRemoving] = useState(false);
  const [busy, setBusy] = useState(false);
  const path = { template_id: template.data.id };
  const form = useRecordForm({
    record: template,
    toValues: ({ name, shared }: Template) => ({ name, shared }),
    fields: { name: { label: 'Name' }, shared: { label: 'Shared with colleagues' } },
    save: ({ name, shared }, etag) => api.PATCH('/api/v1/import-templates/{template_id}', { params: { path, header: ifMatch(etag) }, body: { name: name?.trim(), shared } }),
    reload: () => readTemplate(template.data.id),
    onSaved: () => {
      toast.done('Template saved');
      void refreshImports(client);
      onClose();
    },
  });
  const remove = async () => {
    setBusy(true);
    try {
      await api.DELETE('/api/v1/import-templates/{template_id}', { params: { path, header: ifMatch(template.etag) } });
      toast.done('Template deleted');
      onClose();
    } catch (failure) {
      toast.failed(failure);
      setRemoving(false);
    } finally {
      setBusy(false);
      void refreshImports(client);
    }
  };
  const { register, formState } = form.form;
  return (
    <>
      <FormDialog title="Template" subtitle={kindName(template.data.kind)} submit="Save" busy={form.busy} failure={form.failure} onSubmit={form.submit} onClose={onClose}>
        <TextInput label="Name" maxLength={80} error={formState.errors.name?.message} {...register('name', { validate: (value) => value.trim() !== '' || 'Give it a name.' })} />
        <Checkbox label="Share it with colleagues" hint="Of your agency, post or office. Only you can change it." {...register('shared')} />
        <Said template={template.data} />
        {hasAction(template.data, 'delete') ? (
          <p>
            <Button size="sm" variant="ghost" icon={Trash2} onClick={() => setRemoving(true)}>
              Delete this template
            </Button>
          </p>
        ) : null}
      </FormDialog>
      {form.conflict}
      <ConfirmDialog open={removing} title={`Delete ${template.data.name}?`} confirm="Delete template" danger busy={busy} onClose={() => setRemoving(false)} onConfirm={() => void remove()}>
        Scripts and people who take it by its name no longer find it. Imports that it was used for stay as they are.
      </ConfirmDialog>
    </>
  );
}

/** One template: whoever made it may name it anew, share it and delete it; for others it is to be looked at. */
export default function TemplateView({ id, onClose }: { id: string; onClose: () => void }) {
  const { data: template, error, refetch } = useQuery(templateDetail(id));
  // One dialog, not a waiting one that another takes the place of.
  if (!template && !error) return null;
  if (template && hasAction(template.data, 'update')) return <Own template={template} onClose={onClose} />;
  return (
    <Dialog
      open
      onClose={onClose}
      title={template?.data.name ?? 'Template'}
      subtitle={template ? kindName(template.data.kind) : undefined}
      footer={
        <Button variant="primary" onClick={onClose}>
          Close
        </Button>
      }
    >
      {error ? <ErrorState compact error={error} onRetry={() => void refetch()} /> : null}
      {template ? <Said template={template.data} /> : null}
    </Dialog>
  );
}
