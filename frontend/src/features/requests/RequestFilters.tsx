import { MODALITIES, URGENCIES } from '@/shared/labels';
import { useCountryOptions, useExpertiseOptions, usePostOptions } from '@/shared/reference';
import { chosenFilters, FilterBar, FilterPopover, statusOptions } from '@/shared/ui';
import type { RequestListing } from './RequestList';

const STATUS = statusOptions('request');

/** Filters of the list and of the board; the board's columns are the status already. */
export default function RequestFilters({ listing, board }: { listing: RequestListing; board: boolean }) {
  const posts = usePostOptions();
  const countries = useCountryOptions();
  const expertise = useExpertiseOptions();
  const { filters, setFilter } = listing;
  return (
    <FilterBar
      search={{ label: 'Find by title or need', value: listing.draft, onChange: listing.setDraft }}
      chosen={chosenFilters(listing, [
        { name: 'status', label: 'Status', options: STATUS },
        { name: 'post_id', label: 'Post', options: posts },
        { name: 'country', label: 'Country', options: countries },
        { name: 'expertise', label: 'Expertise', options: expertise },
        { name: 'modality', label: 'Kind', options: MODALITIES },
        { name: 'urgency', label: 'Urgency', options: URGENCIES },
      ])}
      onClear={listing.clear}
    >
      {board ? null : (
        <FilterPopover label="Status" options={STATUS} selected={filters.status ?? []} onChange={(values) => setFilter('status', values)} />
      )}
      <FilterPopover label="Post" options={posts} selected={filters.post_id ?? []} onChange={(values) => setFilter('post_id', values)} />
      <FilterPopover label="Country" options={countries} selected={filters.country ?? []} onChange={(values) => setFilter('country', values)} />
      <FilterPopover label="Expertise" options={expertise} selected={filters.expertise ?? []} onChange={(values) => setFilter('expertise', values)} />
      <FilterPopover label="Kind" options={MODALITIES} selected={filters.modality ?? []} onChange={(values) => setFilter('modality', values)} />
      <FilterPopover label="Urgency" options={URGENCIES} selected={filters.urgency ?? []} onChange={(values) => setFilter('urgency', values)} />
    </FilterBar>
  );
}
