/** Text of a table cell, cut at its edge and whole on hover; nothing is a dash. */
export function cutText(value: string | null) {
  if (value === null || value === '') return <span className="quiet">–</span>;
  return (
    <span className="cut" dir="auto" title={value}>
      {value}
    </span>
  );
}
