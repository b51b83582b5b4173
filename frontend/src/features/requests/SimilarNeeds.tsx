import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { formatDateRange, plural } from '@/shared/format';
import { Notice } from '@/shared/ui';
import styles from './Request.module.css';
import { similarTo, type Need } from './queries';

interface SimilarNeedsProps {
  need: Need;
  /** The request itself, once it is there. */
  except?: string;
}

/** Warns of needs that may be the same one. Nothing is refused: two needs can be alike. */
export default function SimilarNeeds({ need, except }: SimilarNeedsProps) {
  const complete = need.expertise.length > 0 && need.starts_on !== '' && need.ends_on >= need.starts_on;
  const { data } = useQuery({ ...similarTo(need), enabled: complete });
  const found = complete ? (data?.items.filter(({ id }) => id !== except) ?? []) : [];
  if (found.length === 0) return null;
  return (
    <Notice tone="warn" role="status">
      {plural(found.length, 'request')} may be for the same need: same country, same area of expertise, days in common.
      <ul className={styles.similar}>
        {found.map(({ id, reference, title, starts_on: from, ends_on: to }) => (
          <li key={id}>
            <Link to="/requests/$id" params={{ id }} target="_blank">
              {reference}
              <span className="sr-only"> (opens in a new tab)</span>
            </Link>
            {` ${title}, ${formatDateRange(from, to)}`}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
