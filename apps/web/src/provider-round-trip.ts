// The way to the identity provider and back, which leaves this page and loads it anew.

const CALLBACK = '/sign-in/callback';
const RETURN_KEY = 'handrail.return-to';

/** Goes to the provider's page; `returnTo` is the screen to come back to. */
export function goToProvider(url: string, returnTo: string): void {
  window.sessionStorage.setItem(RETURN_KEY, returnTo);
  window.location.assign(url);
}

/**
 * When the provider sent this tab back: takes what it sent out of the address, also of the history, puts the screen there
 * that one came from, and answers it. Null otherwise.
 */
export function takeCallback(location: Location, history: History): string | null {
  if (location.pathname !== CALLBACK) return null;
  const query = location.search.slice(1);
  history.replaceState(null, '', ownPath(window.sessionStorage.getItem(RETURN_KEY)));
  window.sessionStorage.removeItem(RETURN_KEY);
  return query;
}

/** A path of ours; anything else leads home. */
function ownPath(path: string | null): string {
  return path !== null && /^\/(?![/\\])/.test(path) && !path.startsWith(CALLBACK) ? path : '/';
}
