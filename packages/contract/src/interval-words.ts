/** "every hour", "every 15 min", "every 4 h", "every day", "every 2 days". */
export function intervalInWords(minutes: number): string {
  if (minutes === 1440) return 'every day';
  if (minutes % 1440 === 0) return `every ${minutes / 1440} days`;
  if (minutes === 60) return 'every hour';
  if (minutes % 60 === 0) return `every ${minutes / 60} h`;
  return `every ${minutes} min`;
}
