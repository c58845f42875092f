/** Whether a path belongs to the sandbox's own page and control API. */
export function isOwnPath(url: string): boolean {
  return url === '/' || url.startsWith('/__sandbox') || url === '/favicon.ico';
}
