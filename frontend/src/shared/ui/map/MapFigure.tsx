import { lazy, Suspense, useState } from 'react';
import { formatCount } from '@/shared/format';
import { Button } from '../Button';
import { Skeleton } from '../Skeleton';
import type { WorldMapProps } from './types';
import styles from './WorldMap.module.css';

const Drawing = lazy(() => import('./WorldMap'));

/** The map with its table: one shown, the other a press away. Code and shapes load when it first appears. */
export function WorldMap(props: WorldMapProps) {
  const { label, data, noun, format = formatCount, onOpen } = props;
  const [asTable, setAsTable] = useState(false);
  const ranked = data.filter(({ value }) => value > 0).toSorted((a, b) => b.value - a.value);
  return (
    <figure className={styles.figure}>
      {asTable ? (
        <div className={styles.tableWrap}>
          <table className={styles.table}>
            <caption className="sr-only">{label}</caption>
            <thead>
              <tr>
                <th scope="col">Country</th>
                <th scope="col">{noun.charAt(0).toUpperCase() + noun.slice(1)}</th>
              </tr>
            </thead>
            <tbody>
              {ranked.map(({ code, name, value }) => (
                <tr key={code}>
                  <th scope="row">
                    {onOpen ? (
                      <button type="button" onClick={() => onOpen(code)}>
                        {name}
                      </button>
                    ) : (
                      name
                    )}
                  </th>
                  <td>{format(value)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : (
        <Suspense
          fallback={
            <div className={styles.waiting} aria-busy>
              <Skeleton height="100%" />
            </div>
          }
        >
          <Drawing {...props} />
        </Suspense>
      )}
      <figcaption className={styles.toggle}>
        <span>Boundary representation is not necessarily authoritative.</span>
        <Button variant="ghost" size="sm" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {asTable ? 'Show as map' : 'Show as table'}
        </Button>
      </figcaption>
    </figure>
  );
}
