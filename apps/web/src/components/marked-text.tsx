/** Text with every place of a searched text marked; case counts only when `isExact`. Text stays text: no markup is made of it. */
export function MarkedText({ text, marked, isExact }: { text: string; marked: string; isExact: boolean }) {
  const parts = splitAt(text, marked, isExact);
  return <>{parts.map((part, at) => (part.isMarked ? <mark key={at}>{part.text}</mark> : part.text))}</>;
}

function splitAt(text: string, marked: string, isExact: boolean): { text: string; isMarked: boolean }[] {
  if (marked === '') return [{ text, isMarked: false }];
  const hay = isExact ? text : text.toLowerCase();
  const needle = isExact ? marked : marked.toLowerCase();
  // Lower case may be longer than the text itself (İ): then places would not agree, so nothing is marked.
  if (hay.length !== text.length) return [{ text, isMarked: false }];
  const parts: { text: string; isMarked: boolean }[] = [];
  let from = 0;
  for (let at = hay.indexOf(needle); at !== -1; at = hay.indexOf(needle, from)) {
    if (at > from) parts.push({ text: text.slice(from, at), isMarked: false });
    parts.push({ text: text.slice(at, at + needle.length), isMarked: true });
    from = at + needle.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from), isMarked: false });
  return parts;
}
