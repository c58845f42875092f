/** How a list is ordered; left out: as it usually is. */
export interface ListOrder<Sort extends string> {
  readonly sort?: Sort;
  readonly order?: 'asc' | 'desc';
}

/** Makes what a column's header needs to order the list by it; ordered by it already, the direction turns. */
export function sortBy<Sort extends string>(
  { sort: current, order: direction = 'asc' }: ListOrder<Sort>,
  usual: NoInfer<Sort>,
  onOrder: (order: { sort: Sort; order: 'asc' | 'desc' }) => void,
) {
  return (by: Sort) => {
    const isCurrent = (current ?? usual) === by;
    return {
      order: isCurrent ? direction : null,
      onToggle: () => onOrder({ sort: by, order: isCurrent && direction === 'asc' ? 'desc' : 'asc' }),
    };
  };
}
