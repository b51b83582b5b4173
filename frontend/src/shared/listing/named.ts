interface Named {
  id: string;
  name?: string;
  title?: string;
  reference?: string;
}

/**
 * What the chips call records that another screen filtered by (`?agency_id=…`): the name that the rows shown give them,
 * or, while no row is shown, only that it is one record.
 */
export function named<T>(rows: readonly T[], ids: readonly string[] | undefined, of: (row: T) => Named | null) {
  return (ids ?? []).map((value) => {
    const found = rows.map(of).find((one) => one?.id === value);
    return { value, label: found?.name ?? found?.title ?? found?.reference ?? 'this one only' };
  });
}
