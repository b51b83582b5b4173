import { EllipsisVertical, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Checkbox, Combobox, DateField, FormError, MoneyField, Select, Textarea, TextInput, type ComboboxOption } from '@/shared/forms';
import { Button, Card, ConfirmDialog, ConflictDialog, Dialog, IconButton, layout, Menu, PageHeader, toast } from '@/shared/ui';

const COUNTRIES: ComboboxOption[] = [
  { value: 'MEX', label: 'Mexico', note: 'WHA' },
  { value: 'COL', label: 'Colombia', note: 'WHA' },
  { value: 'UKR', label: 'Ukraine', note: 'EUR' },
];

export function Forms() {
  const [open, setOpen] = useState<'dialog' | 'confirm' | 'conflict'>();
  const [country, setCountry] = useState<ComboboxOption | null>(null);
  const close = () => setOpen(undefined);
  return (
    <>
      <PageHeader title="Forms and dialogs" />
      <div className={layout.grid}>
        <Card title="Fields" subtitle="Label, hint and error around one control" className={layout.span6}>
          <div className={layout.stack}>
            <FormError>The window ends before it starts.</FormError>
            <TextInput label="Legal name" hint="As it stands in the agreement" />
            <TextInput label="UEI" error="A UEI has 12 characters." defaultValue="ABC" optional />
            <Combobox label="Country" options={COUNTRIES} value={country} onChange={setCountry} placeholder="Find a country" />
            <Select label="Urgency" placeholder="Choose" options={[{ value: 'routine', label: 'Routine' }, { value: 'urgent', label: 'Urgent' }]} />
            <DateField label="Starts on" defaultValue="2026-09-14" />
            <MoneyField label="Lodging" hint="Per night, at most $168.00" defaultValue="168.00" />
            <Textarea label="Need" rows={3} />
            <Checkbox label="Trainer certification is required" hint="Never for study visits" defaultChecked />
          </div>
        </Card>
        <Card title="Over the page" className={layout.span6}>
          <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
            <Button variant="primary" onClick={() => setOpen('dialog')}>
              Dialog
            </Button>
            <Button onClick={() => setOpen('confirm')}>Confirm</Button>
            <Button onClick={() => setOpen('conflict')}>Conflict</Button>
            <Button onClick={() => toast.done('Agreement sent')}>Toast</Button>
            <Button onClick={() => toast.failed(new Error('x'))}>Failure</Button>
            <Button variant="danger">Return</Button>
            <Button variant="ghost">Cancel</Button>
            <Button busy>Saving</Button>
            <Button disabled>Disabled</Button>
            <Menu
              label="More"
              align="end"
              entries={[{ label: 'Edit', icon: Pencil, onSelect: () => undefined }, 'separator', { label: 'Archive', icon: Trash2, danger: true, onSelect: () => undefined }]}
              trigger={(props) => <IconButton {...props} icon={EllipsisVertical} label="More actions" />}
            />
          </div>
        </Card>
      </div>
      <Dialog open={open === 'dialog'} onClose={close} title="Edit agency" subtitle="Ashford Police Department" footer={<Button variant="primary">Save</Button>}>
        <TextInput label="Legal name" defaultValue="Ashford Police Department" />
      </Dialog>
      <ConfirmDialog open={open === 'confirm'} onClose={close} onConfirm={close} title="Give notice?" confirm="Give notice" danger>
        The agreement ends 30 days from today. Running activities finish under their instrument.
      </ConfirmDialog>
      <ConflictDialog
        open={open === 'conflict'}
        onClose={close}
        onKeepMine={close}
        onTakeTheirs={close}
        fields={[
          { label: 'City', mine: 'Ashford', theirs: 'East Ashford' },
          { label: 'Notice', mine: '30 days', theirs: '60 days' },
        ]}
      />
    </>
  );
}
